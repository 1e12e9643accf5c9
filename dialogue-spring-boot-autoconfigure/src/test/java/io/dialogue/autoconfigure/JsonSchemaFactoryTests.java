package io.dialogue.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import io.dialogue.event.PayloadSchema;
import io.dialogue.event.PayloadSchema.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * JSON Schemas as constraints.
 */
class JsonSchemaFactoryTests {

	private final JsonSchemaFactory factory = new JsonSchemaFactory();

	private PayloadSchema schema;

	@BeforeEach
	void read() throws IOException {
		this.schema = this.factory.read(new ClassPathResource("schemas/alert.json"));
	}

	@Test
	void whatFitsHasNoViolations() {
		assertThat(validate("{\"level\": \"low\", \"count\": 3, \"more\": true}")).isEmpty();
	}

	@Test
	void violationsSayWhereAndWhat() {
		assertThat(validate("{\"level\": \"medium\", \"count\": -1, \"action\": {\"url\": 7}}"))
			.extracting(Violation::path)
			.containsExactlyInAnyOrder("level", "count", "action.url");
		assertThat(validate("{}")).singleElement()
			.satisfies((violation) -> assertThat(violation.issue()).contains("level"));
		assertThat(validate("[]")).extracting(Violation::path).containsExactly("");
	}

	@Test
	void absentPayloadIsAViolation() {
		assertThat(this.schema.validate(MissingNode.getInstance()))
			.containsExactly(new Violation("", "data is required"));
	}

	@Test
	void olderDraftsAreRead() throws IOException {
		PayloadSchema draft7 = this.factory
			.read(resource("{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"type\": \"object\", "
					+ "\"properties\": {\"x\": {\"type\": \"number\"}}}"));
		assertThat(draft7.validate(JsonMapper.shared().readTree("{\"x\": \"1\"}"))).hasSize(1);
	}

	@Test
	void whatIsNoSchemaIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.factory.read(resource("[1]")))
			.withMessage("it is neither a JSON object nor a boolean");
		assertThatIllegalArgumentException().isThrownBy(() -> this.factory.read(resource("{\"minimum\": \"x\"}")))
			.withMessageContaining("minimum");
	}

	@Test
	void nothingIsReadFromTheNetwork() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.factory.read(resource("{\"$ref\": \"http://localhost:1/other.json\"}")));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.factory.read(resource("{\"$schema\": \"http://localhost:1/schema.json\"}")));
	}

	private List<Violation> validate(String json) {
		return this.schema.validate(JsonMapper.shared().readTree(json));
	}

	private static ByteArrayResource resource(String json) {
		return new ByteArrayResource(json.getBytes(StandardCharsets.UTF_8));
	}

}
