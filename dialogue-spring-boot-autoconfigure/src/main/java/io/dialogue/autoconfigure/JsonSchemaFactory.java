package io.dialogue.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.springframework.core.io.Resource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.event.PayloadSchema;

/**
 * Reads JSON Schemas, of draft 2020-12 unless they say otherwise. What a schema refers to
 * is read from the class path only, never from the network.
 */
final class JsonSchemaFactory implements PayloadSchemaFactory {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	@Override
	public PayloadSchema read(Resource resource) throws IOException {
		try (InputStream json = resource.getInputStream()) {
			JsonNode tree = this.mapper.readTree(json);
			if (!tree.isObject() && !tree.isBoolean()) {
				throw new IllegalArgumentException("it is neither a JSON object nor a boolean");
			}
			checkAgainstMetaSchema(tree);
			Schema schema = this.registry.getSchema(tree);
			schema.initializeValidators();
			return new Constraints(schema, tree);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("it is not JSON: " + ex.getOriginalMessage(), ex);
		}
		catch (SchemaException ex) {
			throw new IllegalArgumentException(ex.getMessage(), ex);
		}
	}

	private void checkAgainstMetaSchema(JsonNode tree) {
		String dialect = tree.path("$schema").asString(SpecificationVersion.DRAFT_2020_12.getDialectId());
		List<Error> errors = this.registry.getSchema(com.networknt.schema.SchemaLocation.of(dialect))
			.validate(tree.toString(), InputFormat.JSON);
		if (!errors.isEmpty()) {
			throw new IllegalArgumentException(errors.get(0).toString());
		}
	}

	private record Constraints(Schema schema, JsonNode document) implements PayloadSchema {

		@Override
		public List<Violation> validate(JsonNode payload) {
			if (payload.isMissingNode()) {
				return List.of(new Violation("", "data is required"));
			}
			return this.schema.validate(payload).stream().map(Constraints::violation).toList();
		}

		private static Violation violation(Error error) {
			String path = error.getInstanceLocation().toString().replaceFirst("^[$/]", "").replace('/', '.');
			return new Violation(path, error.getMessage());
		}

	}

}
