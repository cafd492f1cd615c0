//! `/styles/sites`: the sites as layers of a map, as a `MapLibre` GL style (version 8).

use serde_json::{Value, json};

use super::{
    endpoint::{Call, Endpoint, Result},
    media::STYLE,
    state::Api,
    tilesets::{filter_query, tilejson},
};
use crate::{
    catalog::{Catalog, Filter},
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
                // The area grows with the logarithm of the count, so that no cluster covers its neighbours.
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
