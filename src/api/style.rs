//! `/styles/sites`: the sites as layers of a map, as a `MapLibre` GL style (version 8).
//!
//! QGIS converts such a style for its vector tile layers. Version 3.22 reads `match` only with a plain property and lists of
//! labels, and colours circles by no property at all: each colour of circles is a layer of its own.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    endpoint::{Call, Endpoint, Result},
    media::STYLE,
    state::Api,
    tilesets::{filter_query, tilejson},
};
use crate::{
    catalog::{Catalog, Filter, Property},
    formats::mvt,
};

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let summary = "The sites as a style for MapLibre, with the same filters";
    vec![Endpoint::new("/styles/sites", summary, &[STYLE], style)]
}

fn style(api: &Api, call: &Call<Filter>) -> Result {
    api.cached(&call.request, STYLE.media_type, || {
        let catalog = api.catalog();
        let mut source = tilejson(&api.config, catalog, &filter_query(&call.request));
        // The members that a source of a style may have.
        if let Some(source) = source.as_object_mut() {
            source
                .retain(|key, _| ["tiles", "minzoom", "maxzoom", "bounds", "attribution", "scheme"].contains(&&**key));
            source.insert("type".to_owned(), "vector".into());
            source.insert("promoteId".to_owned(), "id".into());
        }
        Ok(serde_json::to_vec(&json!({
            "version": 8,
            "name": "Mineral sites",
            "sources": {"oreatlas": source},
            "layers": layers(catalog),
        }))?)
    })
}

/// The colour of a site without a mineral.
const NO_MINERAL: &str = "#6b7280";

fn layers(catalog: &Catalog) -> Vec<Value> {
    let minerals = by_colour(catalog);
    let colour = colour(&minerals);
    let layer = |id: &str, kind: &str, of: &str, paint: Value| json!({"id": format!("oreatlas-{id}"), "type": kind, "source": "oreatlas", "source-layer": of, "paint": paint});
    let sites = |id: &str, colour: &str, filter: Value| {
        let paint = json!({
            "circle-color": colour,
            "circle-radius": ["interpolate", ["linear"], ["zoom"], 2, 3, 12, 7],
            "circle-stroke-color": "#ffffff",
            "circle-stroke-width": 1,
        });
        let mut layer = layer(id, "circle", mvt::SITES, paint);
        layer["filter"] = filter;
        layer
    };
    let names = |id: &str, of: &str, anchor: &str, offset: [f64; 2]| {
        let mut layer = layer(id, "symbol", of, json!({"text-halo-color": "#ffffff", "text-halo-width": 1}));
        layer["layout"] =
            json!({"text-field": ["get", "name"], "text-size": 12, "text-anchor": anchor, "text-offset": offset});
        layer
    };
    let mut layers = vec![
        layer("areas", "fill", mvt::OUTLINES, json!({"fill-color": colour, "fill-opacity": 0.15})),
        layer("edges", "line", mvt::OUTLINES, json!({"line-color": colour, "line-width": 1.5})),
        layer(
            "clusters",
            "circle",
            mvt::CLUSTERS,
            json!({
                "circle-color": "#4a5568",
                "circle-opacity": 0.8,
                "circle-stroke-color": "#ffffff",
                "circle-stroke-width": 1.5,
                // The area grows with the logarithm of the count, so that no cluster covers its neighbours.
                "circle-radius": ["interpolate", ["linear"], ["log10", ["get", mvt::POINT_COUNT.0]], 0, 6, 5, 16],
            }),
        ),
        sites("sites", NO_MINERAL, json!(["!", ["has", "mineral"]])),
    ];
    layers.extend(minerals.iter().map(|(colour, minerals)| {
        let filter = json!(["match", ["get", "mineral"], minerals, true, false]);
        sites(&format!("sites-{}", minerals[0]), colour, filter)
    }));
    layers.push(names("area-names", mvt::OUTLINES, "center", [0.0, 0.0]));
    layers.push(names("site-names", mvt::SITES, "top", [0.0, 0.6]));
    layers
}

/// The minerals that any site has, by their colour.
fn by_colour(catalog: &Catalog) -> BTreeMap<&str, Vec<&str>> {
    let minerals = catalog.columns.lists(Property::Minerals).into_iter().flat_map(|lists| lists.dictionary());
    let mut by_colour: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for mineral in minerals.filter_map(|id| catalog.dataset.minerals.get(id)) {
        by_colour.entry(&mineral.colour).or_default().push(&mineral.id);
    }
    by_colour
}

/// The colour of a site's first mineral.
fn colour(minerals: &BTreeMap<&str, Vec<&str>>) -> Value {
    if minerals.is_empty() {
        return NO_MINERAL.into();
    }
    let colours = minerals.iter().flat_map(|(colour, minerals)| [json!(minerals), json!(colour)]);
    [json!("match"), json!(["get", "mineral"])].into_iter().chain(colours).chain([NO_MINERAL.into()]).collect()
}
