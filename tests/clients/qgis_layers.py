"""What QGIS makes of the server, as JSON: run by Debian's Python, which has its bindings.

usage: qgis_layers.py URL FOLDER LONGITUDE LATITUDE    FOLDER takes the files that are saved; the position is that of a site
"""

import json
import os
import sys
import urllib.parse
import urllib.request

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import (  # noqa: E402
    NULL,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsMapBoxGlStyleConverter,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsCoordinateTransform,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorTileLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402

COLLECTIONS = ["sites_point", "sites_area"]
DRIVERS = {"GPKG": "gpkg", "GeoJSON": "geojson", "CSV": "csv", "KML": "kml", "XLSX": "xlsx", "FlatGeobuf": "fgb"}
SIZE = 64


def plain(value):
    return None if value == NULL else value


def features(layer):
    """Each feature's fields and geometry, by its id."""
    names = layer.fields().names()
    read = {}
    for feature in layer.getFeatures():
        facts = dict(zip(names, map(plain, feature.attributes())))
        geometry = None if feature.geometry().isNull() else json.loads(feature.geometry().asJson(15))
        read[facts["id"]] = {"facts": facts, "geometry": geometry}
    return read


def picture(layers, extent, crs):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(crs)
    settings.setExtent(extent)
    settings.setOutputSize(QSize(SIZE, SIZE))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage(), settings.mapToPixel()


def pixels(image):
    return {QColor(image.pixel(x, y)).name() for x in range(SIZE) for y in range(SIZE)}


def undrawn(layer):
    """The ids of the features that leave their place in a picture white."""
    missing = []
    for feature in layer.getFeatures():
        extent = feature.geometry().boundingBox()
        extent.grow(max(extent.width(), extent.height(), 0.02))
        image, to_pixel = picture([layer], extent, layer.crs())
        at = to_pixel.transform(feature.geometry().pointOnSurface().asPoint())
        if QColor(image.pixel(int(at.x()), int(at.y()))).name() == "#ffffff":
            missing.append(feature["id"])
    return missing


def saved(layer, folder):
    """The features of each file that "Save As" writes, or the error."""
    results = {}
    for driver, ending in DRIVERS.items():
        path = os.path.join(folder, f"{layer.name()}.{ending}")
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = driver
        if driver == "CSV":
            options.layerOptions = ["GEOMETRY=AS_WKT"]
        status = QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsCoordinateTransformContext(), options)
        back = QgsVectorLayer(path, driver, "ogr")
        failed = status[0] != QgsVectorFileWriter.NoError or not back.isValid()
        results[driver] = {"error": status[1] or "it cannot be read"} if failed else {"features": features(back)}
    return results


def styled(url, site):
    """The map of the vector tiles around a site in the style of the server, with and without names."""
    with urllib.request.urlopen(f"{url}/styles/sites") as response:
        style = json.load(response)
    converter = QgsMapBoxGlStyleConverter()
    status = converter.convert(style)
    template = urllib.parse.quote(style["sources"]["oreatlas"]["tiles"][0], safe=":/{}")
    layer = QgsVectorTileLayer(f"type=xyz&url={template}&zmin=0&zmax={style['sources']['oreatlas']['maxzoom']}", "sites")
    layer.setRenderer(converter.renderer())
    mercator = QgsCoordinateReferenceSystem("EPSG:3857")
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), mercator, QgsProject.instance())
    at = transform.transform(QgsPointXY(*site))
    extent = QgsRectangle(at.x() - 1000, at.y() - 1000, at.x() + 1000, at.y() + 1000)
    bare = pixels(picture([layer], extent, mercator)[0])
    unnamed = picture([layer], extent, mercator)[0]
    layer.setLabeling(converter.labeling())
    named = picture([layer], extent, mercator)[0]
    return {
        "valid": layer.isValid(),
        "status": int(status),
        "warnings": converter.warnings(),
        "colours": sorted(bare),
        "names_change_the_picture": unnamed != named,
        "labels": [style.labelSettings().fieldName for style in converter.labeling().styles()],
    }


def main(url, folder, longitude, latitude):
    application = QgsApplication([], False)
    application.initQgis()
    result = {"layers": {}}
    for collection in COLLECTIONS:
        layer = QgsVectorLayer(f"url='{url}' typename='{collection}'", collection, "OAPIF")
        result["layers"][collection] = {
            "valid": layer.isValid(),
            "geometry": QgsWkbTypes.displayString(layer.wkbType()),
            "fields": {field.name(): field.typeName() for field in layer.fields()},
            "features": features(layer),
            "undrawn": undrawn(layer),
            "saved": saved(layer, folder),
        }
    result["style"] = styled(url, (float(longitude), float(latitude)))
    json.dump(result, sys.stdout)
    sys.stdout.flush()
    # Taking QGIS apart while its network threads end may crash.
    os._exit(0)


main(*sys.argv[1:])
