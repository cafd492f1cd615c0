"""The description at /api passes a validator of the OpenAPI specification."""

from openapi_spec_validator import OpenAPIV30SpecValidator


# Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30> /conf/oas30/oas-definition-2
def test_description_is_valid_openapi_3_0(server):
    response = server.get("/api")
    assert response.headers["content-type"] == "application/vnd.oai.openapi+json;version=3.0"
    document = response.json()
    assert document["openapi"].startswith("3.0.")
    problems = [f"{list(error.path)}: {error.message}" for error in OpenAPIV30SpecValidator(document).iter_errors()]
    assert not problems, problems
