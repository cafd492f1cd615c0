//! `/styles/sites`: the sites as a layer of a map, by one address, in `MapLibre` GL's style (version 8).

use serde_json::{Value, json};

use crate::{
    api::{
        queryables,
        route::{Parameters, Route},
        tilesets::{read_filters, tilejson},
    },
    app::App,
    catalog::{Catalog, cql2::property::CollectionKind},
    formats::mvt,
    server::{negotiate::Media, problem::Problem, request::ApiRequest, response::ApiResponse},
};

/// Its media type.
pub(crate) const MEDIA_TYPE: &str = "application/vnd.mapbox.style+json";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::other(
            "/styles/sites",
            style,
            "The sites as a style for MapLibre, with the filters that were asked for",
            MEDIA_TYPE,
        )
        .with(Parameters::Filter, MEDIA_TYPE),
    ]
}

fn style(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    let query = read_filters(app, request, &[Media::Style])?;
    let answer = app.made(request, MEDIA_TYPE, || {
        let catalog = &app.snapshots.now().catalog;
        let mut source = tilejson(&app.config, catalog, &query);
        // What a source may not have.
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
    })?;
    Ok(queryables::with_queryables_link(answer, &app.config, CollectionKind::Sites))
}

fn layers(catalog: &Catalog) -> Value {
    let colour = colour(catalog);
    let layer = |id: &str, kind: &str, of: &str, paint: Value| json!({"id": id, "type": kind, "source": "oreatlas", "source-layer": of, "paint": paint});
    json!([
        layer("oreatlas-areas", "fill", mvt::OUTLINES, json!({"fill-color": colour, "fill-opacity": 0.15})),
        layer("oreatlas-edges", "line", mvt::OUTLINES, json!({"line-color": colour, "line-width": 1.5})),
        layer(
            "oreatlas-clusters",
            "circle",
            mvt::CLUSTERS,
            json!({
                "circle-color": "#4a5568",
                "circle-opacity": 0.8,
                "circle-stroke-color": "#ffffff",
                "circle-stroke-width": 1.5,
                // A disc's area grows with the logarithm of the count: none covers its neighbours.
                "circle-radius": ["interpolate", ["linear"], ["log10", ["get", mvt::POINT_COUNT.0]], 0, 6, 5, 16],
            }),
        ),
        layer(
            "oreatlas-sites",
            "circle",
            mvt::SITES,
            json!({
                "circle-color": colour,
                "circle-radius": ["interpolate", ["linear"], ["zoom"], 2, 3, 12, 7],
                "circle-stroke-color": "#ffffff",
                "circle-stroke-width": 1,
            }),
        ),
    ])
}

/// The colour of a site's first mineral.
fn colour(catalog: &Catalog) -> Value {
    const OTHER: &str = "#6b7280";
    let mut colours: Vec<Value> = Vec::new();
    for (id, mineral) in &catalog.dataset.minerals {
        colours.extend([id.as_str().into(), mineral.colour.as_str().into()]);
    }
    if colours.is_empty() {
        return OTHER.into();
    }
    let head = [json!("match"), json!(["coalesce", ["get", "mineral"], ""])];
    head.into_iter().chain(colours).chain([OTHER.into()]).collect()
}
