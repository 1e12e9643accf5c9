package io.dialogue.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.dialogue.error.DialogueException;
import io.dialogue.event.EventCodec;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventRegistry;
import io.dialogue.event.EventValidator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server takes a payload if, and only if, its schema does.
 */
class SchemaAgreementTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

	private static final EventCodec CODEC = new EventCodec(MAPPER);

	/**
	 * Put in the place of every value. Without {@code 1.0}, which is an integer to JSON
	 * Schema and not to Jackson, and without texts of more than one code unit per
	 * character, which Jakarta Bean Validation counts by units.
	 */
	private static final List<String> VALUES = Stream
		.of("null", "true", "false", "0", "1", "-1", "3", "11", "200", "0.5", "1.5", "12.3", "123.4", "1.25", "70000",
				"3000000000", "99999999999999999999", "''", "' '", "'a'", "'ab'", "'abc'", "'abcd'", "'abcdef'",
				"'\\n'", "'a-b'", "'A-B'", "'1'", "'12345'", "'mid'", "'medium'", "'low'", "'top'", "'NaN'", "'aGk='",
				"[]", "[null]", "[1]", "[1,1]", "['a']", "[' ']", "['a','b','c']", "[[true]]", "[[null]]", "[{}]", "{}",
				"{'a':1}", "{'ab':-1}", "{'ab':1}", "{'ab':1,'cd':2}", "{'a':null}", "{'x':1}", "{'x':1,'y':null}",
				"{'mid':'a'}", "{'low':null}", "{'top':'a'}", "{'medium':'a'}", "{'postal-code':'12345'}",
				"{'postal-code':'1'}", "{'code':'12345'}", "{'kind':'circle','radius':1}",
				"{'kind':'circle','radius':-1}", "{'kind':'triangle'}", "{'cat':{'lives':9}}", "{'cat':{'lives':'9'}}",
				"{'dog':{'name':'x'}}", "{'cat':{'lives':9},'dog':{}}")
		.map((json) -> json.replace('\'', '"'))
		.toList();

	static Stream<Arguments> payloads() {
		return Stream.of(Arguments.of(SampleTypes.Scalars.class, """
				{"text":"a","flag":true,"maybe":null,"number":1,"big":1,"small":1,"real":1,"optional":1,"decimal":1,
				"whole":1,"letter":"a","level":"low","anyLevel":"mid","choice":"a","anything":1,"tree":1}"""), Arguments
			.of(SampleTypes.Containers.class, """
					{"texts":["a"],"numbers":[1],"array":["a"],"primitives":[1],"counts":{"a":1},"byLevel":{"mid":"a"},
					"gaps":[null],"nested":[[true]],"levels":["low"],"meta":{"a":null},"points":[{"x":1,"y":2}]}"""),
				Arguments.of(SampleTypes.Constrained.class,
						"""
								{"blank":"a","empty":"a","size":"ab","range":1,"ratio":0.5,"positive":1,"negative":0,"digits":12.3,
								"slug":"a-b","agreed":true,"tags":["a"],"scores":{"ab":1},"present":"a","absent":null,
								"choice":"ab","hibernate":3,"unique":[1,2],"composed":"abcd"}"""),
				Arguments.of(SampleTypes.Cascades.class,
						"""
								{"unchecked":{"postal-code":"1"},"checked":{"postal-code":"12345","street":"abc"},
								"all":[{"postal-code":"12345"}],"old":[{"postal-code":"12345"}],"named":{"a":{"postal-code":"12345"}},
								"next":{"unchecked":{"postal-code":"1"},"checked":{"postal-code":"12345"},"all":[],"old":[],
								"named":{}}}"""),
				Arguments.of(SampleTypes.Renamed.class, """
						{"current":"a","reply_to":"b","user":"c"}"""), Arguments.of(SampleTypes.Renamed.class, """
						{"old":"a","reply_to":"b","user":"c"}"""), Arguments.of(SampleTypes.Drawing.class, """
						{"shape":{"kind":"circle","radius":1},"more":[{"kind":"%s","side":1}],"pet":{"cat":{"lives":9}}}
						""".formatted(squareId())), Arguments.of(SampleTypes.Plain.class, """
						{"text":"a","number":1}"""), Arguments.of(SampleTypes.Shape.class, """
						{"kind":"circle","radius":1}"""), Arguments.of(SampleTypes.Level[].class, """
						["low"]"""), Arguments.of(String.class, "\"a\""));
	}

	private static String squareId() {
		return MAPPER.valueToTree(new SampleTypes.Square(1)).path("kind").stringValue();
	}

	@ParameterizedTest
	@MethodSource("payloads")
	void schemaAcceptsWhatTheServerAccepts(Class<?> type, String json) {
		EventDefinition event = EventDefinition.of("event").withPayloadType(type);
		Schema schema = schema(event);
		JsonNode payload = MAPPER.readTree(json);
		assertThat(isAccepted(event, payload)).as(json).isTrue();
		SoftAssertions softly = new SoftAssertions();
		List<JsonNode> variants = variants(payload);
		assertThat(variants).hasSizeGreaterThan(VALUES.size());
		for (JsonNode variant : variants) {
			List<Error> errors = schema.validate(variant);
			softly.assertThat(errors.isEmpty())
				.as("%s, of which the schema says %s", variant, errors)
				.isEqualTo(isAccepted(event, variant));
		}
		softly.assertAll();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			instant  | "2026-01-02T03:04:05Z"                 | true
			instant  | "2026-01-02T03:04:05.123+01:00"        | true
			instant  | "yesterday"                            | false
			instant  | 1767323045                             | false
			instant  | 1.5                                    | false
			date     | "2026-01-02"                           | true
			date     | "2026-13-02"                           | false
			date     | [2026,1,2]                             | false
			date     | 20000                                  | false
			duration | "PT1M"                                 | true
			duration | "1m"                                   | false
			duration | 60                                     | false
			uuid     | "123e4567-e89b-12d3-a456-426614174000" | true
			uuid     | "123e4567"                             | false
			uuid     | ""                                     | false
			uri      | "https://example.org/a?b#c"            | true
			uri      | "not a uri"                            | false
			uri      | 5                                      | false
			mail     | "a@example.org"                        | true
			mail     | "a"                                    | false
			later    | null                                   | true
			later    | "2999-01-02T03:04:05Z"                 | true
			loud     | "xX"                                   | true
			bytes    | "aGk="                                 | true
			bytes    | [104,105]                              | false
			bytes    | 5                                      | false
			""")
	void formatsAgree(String field, String value, boolean valid) {
		EventDefinition event = EventDefinition.of("event").withPayloadType(SampleTypes.Formats.class);
		ObjectNode payload = (ObjectNode) MAPPER.readTree("""
				{"instant":"2026-01-02T03:04:05Z","date":"2026-01-02","duration":"PT1S",
				"uuid":"123e4567-e89b-12d3-a456-426614174000","uri":"https://example.org","mail":"a@example.org"}""");
		payload.set(field, MAPPER.readTree(value));
		assertThat(isAccepted(event, payload)).isEqualTo(valid);
		assertThat(schema(event).validate(payload,
				(context) -> context.executionConfig((config) -> config.formatAssertionsEnabled(true))))
			.matches((errors) -> errors.isEmpty() == valid);
	}

	private static Schema schema(EventDefinition event) {
		Contract contract = new Contract(new EventRegistry(List.of(event)), List.of(), CODEC, VALIDATOR);
		ObjectNode schema = (ObjectNode) MAPPER.readTree(contract.jsonSchema());
		schema.remove("type");
		ObjectNode payload = (ObjectNode) schema.remove("properties").path(event.name());
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(payload.setAll(schema));
	}

	private static boolean isAccepted(EventDefinition event, JsonNode payload) {
		try {
			new EventValidator(CODEC, VALIDATOR).validate(event, payload.deepCopy());
			return true;
		}
		catch (DialogueException ex) {
			return false;
		}
	}

	/** The payload with each of its values replaced and removed, at any depth. */
	private static List<JsonNode> variants(JsonNode payload) {
		List<JsonNode> variants = new ArrayList<>(List.of(payload));
		VALUES.forEach((value) -> variants.add(MAPPER.readTree(value)));
		if (payload instanceof ObjectNode object) {
			for (String name : object.propertyNames()) {
				ObjectNode without = object.deepCopy();
				without.remove(name);
				variants.add(without);
				variants(object.get(name)).forEach((variant) -> variants.add(object.deepCopy().set(name, variant)));
			}
		}
		if (payload instanceof ArrayNode array) {
			for (int i = 0; i < array.size(); i++) {
				int index = i;
				variants(array.get(i)).forEach((variant) -> variants.add(array.deepCopy().set(index, variant)));
			}
		}
		return variants;
	}

}
