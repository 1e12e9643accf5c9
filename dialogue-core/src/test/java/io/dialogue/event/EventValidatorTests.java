package io.dialogue.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What payloads are taken, and what is said of those that are not.
 */
class EventValidatorTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final JsonTrees TREES = new JsonTrees(MAPPER);

	private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

	private final EventValidator validator = new EventValidator(new EventCodec(MAPPER), VALIDATOR);

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"number":1e400}                    | number: must be a finite number
			{"number":-1e400}                   | number: must be a finite number
			{"number":0,"small":1e39}           | small: must be a finite number
			{"number":0,"all":[1,-1e400]}       | all[1]: must be a finite number
			{"number":0,"any":{"a":[[1e400]]}}  | any.a[0][0]: must be a finite number
			{"number":0,"decimal":1e400}        | decimal: must be a number in range
			""")
	void numberThatIsTooLargeIsRefused(String json, String issue) {
		assertThat(refusal(Numbers.class, json)).endsWith("validation failed: " + issue);
	}

	@Test
	void integerThatIsTooLargeForADoubleIsRefused() {
		assertThat(refusal(Numbers.class, "{\"number\":" + "1".repeat(400) + "}"))
			.endsWith("number: must be a number in range");
	}

	@Test
	void largeDecimalsAreTaken() {
		Payload payload = this.validator.validate(definition(Numbers.class),
				MAPPER.readTree("{\"number\":1e308,\"decimal\":" + "1".repeat(400) + ",\"small\":1e38}"));
		assertThat(payload.value()).isInstanceOfSatisfying(Numbers.class,
				(numbers) -> assertThat(numbers.decimal()).isEqualTo(new BigDecimal("1".repeat(400))));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"number":1e400}                             | number: must be a finite number
			{"number":-1e1000000000}                     | number: must be a finite number
			{"number":1e-1000000000}                     | number: must be a finite number
			{"number":0,"small":1e39}                    | small: must be a finite number
			{"number":0,"any":{"a":1e400}}               | any.a: must be a finite number
			{"number":0,"any":{"a":1e1000000000}}        | any.a: must be a finite number
			{"number":0,"decimal":1e1001}                | decimal: must be a number in range
			{"number":0,"decimal":1e-1000000000}         | decimal: must be a number in range
			{"number":0,"decimal":1e99999999999999999}   | decimal: must be a number in range
			{"number":0,"money":"1e1000000000"}          | money: must be a number
			{"number":0,"money":"1e-1000000000"}         | money: must be a number
			{"number":0,"money":1e1001}                  | money: must be a number in range
			""")
	void numberOfAClientThatIsOutOfRangeIsRefused(String json, String issue) {
		assertThat(refusal(Numbers.class, TREES.read(json))).endsWith("validation failed: " + issue);
	}

	@ParameterizedTest
	@ValueSource(strings = { "12345678901234567890.12345678901234567890", "1.10", "1E+400", "1E-400", "1E+1000" })
	void decimalsOfClientsAreExact(String number) {
		Payload payload = this.validator.validate(definition(Numbers.class),
				TREES.read("{\"number\":0,\"decimal\":" + number + "}"));
		assertThat(payload.value()).isInstanceOfSatisfying(Numbers.class,
				(numbers) -> assertThat(numbers.decimal()).isEqualTo(new BigDecimal(number)));
		assertThat(payload.json()).hasToString("{\"number\":0.0,\"decimal\":" + number + "}");
	}

	@Test
	void constraintsHoldForDecimalsOfAnyScale() {
		assertThat(refusal(Limited.class, TREES.read("{\"amount\":1e1000}"))).contains("amount: ");
		assertThat(refusal(Limited.class, TREES.read("{\"amount\":1e-1000}"))).contains("amount: ");
	}

	@Test
	void numbersOfClientsPassExactlyWithoutAType() {
		String json = "{\"a\":[1.10,12345678901234567890.12345678901234567890,1E-30]}";
		assertThat(this.validator.validate(null, TREES.read(json)).json()).hasToString(json);
		assertThatExceptionOfType(DialogueException.class)
			.isThrownBy(() -> this.validator.validate(null, TREES.read("{\"a\":[1e400]}")))
			.withMessage("Event validation failed: a[0]: must be a finite number");
	}

	@Test
	void schemaNeverSeesWhatIsOutOfRange() {
		EventDefinition definition = EventDefinition.of("sum").withSchema((json) -> {
			throw new AssertionError();
		});
		assertThatExceptionOfType(DialogueException.class)
			.isThrownBy(() -> this.validator.validate(definition, TREES.read("1e1000000000")))
			.withMessage("Event 'sum' validation failed: must be a finite number");
	}

	@Test
	void numbersOfEventsWithoutTypeAreFinite() {
		EventDefinition untyped = EventDefinition.of("any");
		JsonNode json = MAPPER.readTree("{\"a\":[1,{\"b\":1e400}]}");
		assertThatExceptionOfType(DialogueException.class).isThrownBy(() -> this.validator.validate(untyped, json))
			.withMessage("Event 'any' validation failed: a[1].b: must be a finite number");
		assertThatExceptionOfType(DialogueException.class).isThrownBy(() -> this.validator.validate(null, json))
			.withMessage("Event validation failed: a[1].b: must be a finite number");
	}

	@Test
	void serverMayNotSendWhatJsonHasNoWordFor() {
		assertThatExceptionOfType(DialogueException.class)
			.isThrownBy(() -> this.validator.validate(definition(Numbers.class),
					(Object) new Numbers(Double.NaN, null, null, null, null, null)))
			.withMessageEndingWith("validation failed: number: must be a finite number");
		assertThatExceptionOfType(DialogueException.class)
			.isThrownBy(() -> this.validator.validate(null, (Object) Map.of("x", Float.NEGATIVE_INFINITY)))
			.withMessage("Event validation failed: x: must be a finite number");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					ChatMessage    | {"text":"Hi","senderId":"a"}
					ChatMessage    | {"text":"Hi","senderId":"a","replyTo":"m1"}
					ChatMessage    | {"text":"Hi","senderId":"a","replyTo":null}
					Typing         | {"isTyping":true}
					Alert          | {"title":"t","message":"m","type":"info"}
					Alert          | {"title":"t","message":"m","type":"success","action":{"label":"l","url":"https://example.org/x"}}
					Badge          | {"count":0,"type":"tasks"}
					MetricsUpdate  | {"cpu":0,"memory":100,"requests":12,"errors":0,"latency":1.5}
					AlertTriggered | {"alertId":"1","severity":"high","message":"m","timestamp":1700000000000}
					PlayerMove     | {"playerId":"p","x":1,"y":-2.5,"direction":"left"}
					GameState      | {"players":[],"gameTime":0,"status":"waiting"}
					GameState      | {"players":[{"id":"a","x":1,"y":2,"health":3,"score":4}],"gameTime":1.5,"status":"playing"}
					DeviceAlert    | {"deviceId":"d","message":"m"}
					DeviceAlert    | {"deviceId":"d","message":"m","value":1,"threshold":2.5}
					DocumentChange | {"userId":"u","operations":[{"type":"insert","position":0,"text":"x"}],"version":1}
					CursorUpdate   | {"userId":"u","username":"n","position":1,"color":"red"}
					CursorUpdate   | {"userId":"u","username":"n","position":1,"selection":{"start":1,"end":2},"color":"red"}
					""")
	void validPayloadOfTheGuideGoesOutAsItCame(String type, String json) throws Exception {
		EventDefinition definition = EventDefinition.of(guideType(type));
		Payload payload = this.validator.validate(definition, MAPPER.readTree(json));
		assertThat(payload.value()).isInstanceOf(guideType(type));
		assertThat(numbersAsDoubles(payload.json())).isEqualTo(numbersAsDoubles(MAPPER.readTree(json)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					ChatMessage    | {"senderId":"a"}                               | text: is required
					ChatMessage    | {"text":null,"senderId":"a"}                   | text: is required
					ChatMessage    | {"text":"","senderId":"a"}                     | text: must not be blank
					ChatMessage    | {"text":5,"senderId":"a"}                      | text: must be a string
					ChatMessage    | {"text":true,"senderId":"a"}                   | text: must be a string
					ChatMessage    | {"text":1.5,"senderId":"a"}                    | text: must be a string
					ChatMessage    | {"text":["x"],"senderId":"a"}                  | text: must be a string
					ChatMessage    | {"text":{},"senderId":"a"}                     | text: must be a string
					ChatMessage    | {"text":"x","senderId":"a","replyTo":7}        | replyTo: must be a string
					ChatMessage    | []                                             | must be an object
					ChatMessage    | "x"                                            | must be an object
					ChatMessage    | 7                                              | must be an object
					ChatMessage    | true                                           | must be an object
					Typing         | {}                                             | isTyping: is required
					Typing         | {"isTyping":null}                              | isTyping: is required
					Typing         | {"isTyping":"true"}                            | isTyping: must be a boolean
					Typing         | {"isTyping":1}                                 | isTyping: must be a boolean
					Alert          | {"title":"t","message":"m","type":"fatal"}     | type: must be one of info, warning, error, success
					Alert          | {"title":"t","message":"m","type":0}           | type: must be one of info, warning, error, success
					Alert          | {"title":"t","message":"m","type":""}          | type: must be one of info, warning, error, success
					Alert          | {"title":"t","message":"m","type":"0"}         | type: must be one of info, warning, error, success
					Alert          | {"title":"t","message":"m","type":"info","action":{"label":"l","url":"nope"}} | action.url: must be a valid URL
					Alert          | {"title":"t","message":"m","type":"info","action":{"url":"https://a.org"}}    | action.label: is required
					Alert          | {"title":"t","message":"m","type":"info","action":"go"}                       | action: must be an object
					Badge          | {"count":-1,"type":"tasks"}                    | count: must be greater than or equal to 0
					Badge          | {"count":"1","type":"tasks"}                   | count: must be a number
					Badge          | {"count":true,"type":"tasks"}                  | count: must be a number
					MetricsUpdate  | {"cpu":100.1,"memory":1,"requests":1,"errors":1,"latency":1} | cpu: must be less than or equal to 100
					MetricsUpdate  | {"cpu":1,"memory":1,"requests":1.5,"errors":1,"latency":1}   | requests: must be an integer in range
					MetricsUpdate  | {"cpu":1,"memory":1,"requests":99999999999999999999,"errors":1,"latency":1} | requests: must be an integer in range
					MetricsUpdate  | {"cpu":1,"memory":1,"errors":1,"latency":1}    | requests: is required
					GameState      | {"players":{},"gameTime":0,"status":"waiting"} | players: must be an array
					GameState      | {"players":"x","gameTime":0,"status":"waiting"} | players: must be an array
					GameState      | {"players":[{"id":"a","x":1,"y":2,"health":-3,"score":4}],"gameTime":1,"status":"ended"} | players[0].health: must be greater than or equal to 0
					GameState      | {"players":[{"id":"a","x":1,"y":2,"health":3}],"gameTime":1,"status":"ended"}            | players[0].score: is required
					GameState      | {"players":[{"id":"a","x":1,"y":2,"health":3,"score":4.5}],"gameTime":1,"status":"ended"} | players[0].score: must be an integer in range
					DocumentChange | {"userId":"u","operations":[{"type":"insert","position":0},{"type":"move","position":0}],"version":1} | operations[1].type: must be one of insert, delete, retain
					CursorUpdate   | {"userId":"u","username":"n","position":1,"selection":{"start":1},"color":"red"} | selection.end: is required
					CursorUpdate   | {"userId":"u","username":"n","position":3000000000,"color":"red"} | position: must be an integer in range
					""")
	void invalidPayloadOfTheGuideIsRefusedWithPathAndIssue(String type, String json, String issue) throws Exception {
		EventDefinition definition = EventDefinition.of(guideType(type));
		assertThatExceptionOfType(DialogueException.class)
			.isThrownBy(() -> this.validator.validate(definition, MAPPER.readTree(json)))
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
				assertThat(ex.text()).isEqualTo("Event '" + definition.name() + "' validation failed: " + issue);
			});
	}

	@Test
	void allBrokenConstraintsAreToldInOrderOfTheirPaths() {
		assertThat(refusal(Strict.class, "{\"name\":\" \",\"age\":200}"))
			.isEqualTo("Event 'strict' validation failed: age: must be less than or equal to 150, "
					+ "name: must not be blank");
	}

	@Test
	void absentOrNullDataOfATypeIsRefused() {
		EventDefinition definition = definition(Strict.class);
		assertThatExceptionOfType(DialogueException.class)
			.isThrownBy(() -> this.validator.validate(definition, MissingNode.getInstance()))
			.satisfies((ex) -> assertThat(ex.text()).isEqualTo("Event 'strict' validation failed: data is required"));
		assertThat(refusal(Strict.class, "null")).isEqualTo("Event 'strict' validation failed: data is required");
	}

	@Test
	void unknownFieldsAreDroppedAtEveryDepth() {
		assertThat(json(GuideEvents.Alert.class, """
				{"title":"t","x":1,"message":"m","type":"info","action":{"label":"l","y":{},"url":"https://a.org"}}"""))
			.isEqualTo("""
					{"title":"t","message":"m","type":"info","action":{"label":"l","url":"https://a.org"}}""");
	}

	@Test
	void absentStaysAbsentAndNullStaysNullAtEveryDepth() {
		assertThat(json(GuideEvents.DocumentChange.class, """
				{"userId":"u","operations":[{"type":"insert","position":0,"text":null}],"version":1}""")).isEqualTo("""
				{"userId":"u","operations":[{"type":"insert","position":0,"text":null}],"version":1}""");
	}

	@Test
	void compactConstructorMayGiveDefaults() {
		assertThat(json(Defaulted.class, "{}")).isEqualTo("{\"color\":\"red\"}");
		assertThat(json(Defaulted.class, "{\"color\":\"blue\"}")).isEqualTo("{\"color\":\"blue\"}");
	}

	@Test
	void optionalComponentsMayBeAbsentOrNull() {
		assertThat(json(WithOptional.class, "{}")).isEqualTo("{}");
		assertThat(value(WithOptional.class, "{}").nick()).isEmpty();
		assertThat(value(WithOptional.class, "{\"nick\":null}").nick()).isEmpty();
		assertThat(value(WithOptional.class, "{\"nick\":\"x\"}").nick()).contains("x");
		assertThat(json(WithOptional.class, "{\"nick\":\"x\"}")).isEqualTo("{\"nick\":\"x\"}");
		assertThat(refusal(WithOptional.class, "{\"nick\":5}")).endsWith("nick: must be a string");
	}

	@Test
	void renamedComponentsAreReadAndWrittenUnderTheirNames() {
		assertThat(json(Renamed.class, "{\"user_id\":\"u\"}")).isEqualTo("{\"user_id\":\"u\"}");
		assertThat(refusal(Renamed.class, "{\"userId\":\"u\"}")).endsWith("failed: user_id: is required");
		assertThat(json(Renamed.class, "{\"user_id\":\"u\",\"nick_name\":null}"))
			.isEqualTo("{\"user_id\":\"u\",\"nick_name\":null}");
	}

	@Test
	void renamedEnumConstantsAreToldByTheirNames() {
		assertThat(json(WithLevel.class, "{\"level\":\"info\"}")).isEqualTo("{\"level\":\"info\"}");
		assertThat(refusal(WithLevel.class, "{\"level\":\"fatal\"}")).endsWith("level: must be one of info, warning");
	}

	@Test
	void instantsAreReadFromTextAndRefusedWithoutNamingAClass() {
		assertThat(value(WithInstant.class, "{\"at\":\"2024-05-06T07:08:09Z\"}").at())
			.isEqualTo(Instant.parse("2024-05-06T07:08:09Z"));
		assertThat(refusal(WithInstant.class, "{\"at\":\"noon\"}")).endsWith("failed: at: must be valid");
		assertThat(refusal(WithInstant.class, "{}")).endsWith("failed: at: is required");
	}

	@Test
	void refusalsNameNoClassAndRepeatNoValue() {
		assertThat(refusal(WithPojo.class, "{\"bean\":\"secret\"}")).endsWith("failed: bean: must be an object");
		assertThat(refusal(WithPojo.class, "{\"bean\":{\"uuid\":\"secret\"}}"))
			.endsWith("failed: bean.uuid: must be valid");
		assertThat(refusal(Throwing.class, "{\"n\":5}")).isEqualTo("Event 'throwing' validation failed: is not valid");
	}

	@Test
	void keysOfTheClientAreNotRepeatedAtLength() {
		String key = "k".repeat(10_000);
		assertThat(refusal(WithMap.class, "{\"scores\":{\"" + key + "\":\"x\"}}")).hasSizeLessThan(400);
	}

	@Test
	void typeMayAskForCoercion() {
		assertThat(value(Lenient.class, "{\"n\":\"7\"}").n()).isEqualTo(7);
	}

	@Test
	void eventWithoutTypeTakesAnyJson() {
		EventDefinition definition = EventDefinition.of("free");
		assertThat(this.validator.validate(definition, MissingNode.getInstance())).isEqualTo(Payload.ABSENT);
		assertThat(this.validator.validate(definition, MAPPER.readTree("null")).json().isNull()).isTrue();
		assertThat(this.validator.validate(definition, MAPPER.readTree("[1,{\"a\":null}]")).json())
			.hasToString("[1,{\"a\":null}]");
	}

	@Test
	void schemaIsCheckedWithAndWithoutType() {
		PayloadSchema schema = (json) -> json.path("ok").booleanValue() ? List.of()
				: List.of(new PayloadSchema.Violation("ok", "must be true"));
		EventDefinition definition = EventDefinition.of("free").withSchema(schema);
		assertThat(this.validator.validate(definition, MAPPER.readTree("{\"ok\":true}")).json())
			.hasToString("{\"ok\":true}");
		assertThatExceptionOfType(DialogueException.class)
			.isThrownBy(() -> this.validator.validate(definition, (Object) Map.of("ok", false)))
			.satisfies((ex) -> assertThat(ex.text()).isEqualTo("Event 'free' validation failed: ok: must be true"));
	}

	@Test
	void payloadOfTheServerIsCheckedAndSentWithoutNulls() {
		EventDefinition definition = EventDefinition.of(GuideEvents.ChatMessage.class);
		Payload payload = this.validator.validate(definition, (Object) new GuideEvents.ChatMessage("t", "s", null));
		assertThat(payload.json()).hasToString("{\"text\":\"t\",\"senderId\":\"s\"}");
		assertThatExceptionOfType(DialogueException.class)
			.isThrownBy(() -> this.validator.validate(definition, (Object) new GuideEvents.ChatMessage("", "s", null)));
	}

	@Test
	void mapOfTheServerIsBoundToTheType() {
		EventDefinition definition = EventDefinition.of(GuideEvents.ChatMessage.class);
		Payload payload = this.validator.validate(definition, (Object) Map.of("text", "t", "senderId", "s"));
		assertThat(payload.value()).isEqualTo(new GuideEvents.ChatMessage("t", "s", null));
	}

	@Test
	void nullOfTheServerIsNullWithoutTypeAndRefusedWithOne() {
		assertThat(this.validator.validate(null, (Object) null).json().isNull()).isTrue();
		assertThatExceptionOfType(DialogueException.class)
			.isThrownBy(() -> this.validator.validate(definition(Strict.class), (Object) null));
	}

	@Test
	void validatorIsOptional() {
		EventValidator lax = new EventValidator(new EventCodec(MAPPER), null);
		assertThat(lax.validate(definition(Strict.class), MAPPER.readTree("{\"name\":\"\",\"age\":200}")).value())
			.isEqualTo(new Strict("", 200));
	}

	@Test
	void scalarsAreReadFromOneKindOfJson() {
		assertThat(refusal(WithInstant.class, "{\"at\":1767225600}")).endsWith("at: must be valid");
		assertThat(refusal(WithNumber.class, "{\"number\":\"NaN\"}")).endsWith("number: must be a number");
		assertThat(refusal(WithNumber.class, "{\"number\":\" \"}")).endsWith("number: must be a number");
		assertThat(value(WithShape.class, "{\"at\":1767225600}").at()).isEqualTo("2026-01-01T00:00:00Z");
	}

	@Test
	void elementsAreNullOnlyWhereTheyAreNullable() {
		assertThat(refusal(WithMap.class, "{\"scores\":{\"ann\":null}}")).contains("scores.ann: is required");
		assertThat(refusal(WithElements.class, "{\"names\":[null],\"gaps\":[],\"meta\":{}}")).contains("names");
		assertThat(value(WithElements.class, "{\"names\":[],\"gaps\":[null],\"meta\":{\"a\":null}}").gaps())
			.containsOnlyNulls();
	}

	private String refusal(Class<?> type, String json) {
		return refusal(type, MAPPER.readTree(json));
	}

	private String refusal(Class<?> type, JsonNode json) {
		try {
			Payload payload = this.validator.validate(definition(type), json);
			throw new AssertionError("Not refused: " + payload);
		}
		catch (DialogueException ex) {
			assertThat(ex.code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
			return ex.text();
		}
	}

	private String json(Class<?> type, String json) {
		return this.validator.validate(definition(type), MAPPER.readTree(json)).json().toString();
	}

	private <T> T value(Class<T> type, String json) {
		return type.cast(this.validator.validate(definition(type), MAPPER.readTree(json)).value());
	}

	private static EventDefinition definition(Class<?> type) {
		return EventDefinition.of(type.getSimpleName().toLowerCase(Locale.ROOT)).withPayloadType(type);
	}

	private static Class<?> guideType(String name) throws ClassNotFoundException {
		return Class.forName(GuideEvents.class.getName() + "$" + name);
	}

	private static Object numbersAsDoubles(JsonNode json) {
		if (json.isNumber()) {
			return json.doubleValue();
		}
		if (json.isObject()) {
			return json.properties()
				.stream()
				.map((field) -> field.getKey() + "=" + numbersAsDoubles(field.getValue()))
				.toList();
		}
		return json.isArray() ? json.valueStream().map(EventValidatorTests::numbersAsDoubles).toList() : json;
	}

	enum Level {

		@JsonProperty("info")
		INFO,

		@JsonProperty("warning")
		WARNING

	}

	record Strict(@NotBlank String name, @Max(150) int age) {

	}

	record Defaulted(@Nullable String color) {

		Defaulted {
			color = (color != null) ? color : "red";
		}

	}

	record WithOptional(Optional<String> nick) {

	}

	record Renamed(@JsonProperty("user_id") String userId, @JsonProperty("nick_name") @Nullable String nickName) {

	}

	record WithLevel(Level level) {

	}

	record WithInstant(Instant at) {

	}

	record Numbers(double number, @Nullable Float small, double @Nullable [] all, @Nullable Object any,
			@Nullable BigDecimal decimal, @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal money) {

	}

	record Limited(@Digits(integer = 10, fraction = 2) @Max(1000) @DecimalMin("0.01") BigDecimal amount) {

	}

	record WithNumber(@Nullable Double number) {

	}

	record WithShape(@JsonFormat(shape = JsonFormat.Shape.NUMBER) Instant at) {

	}

	record WithElements(List<String> names, List<@Nullable String> gaps, Map<String, Object> meta) {

	}

	record WithPojo(Bean bean) {

	}

	static class Bean {

		public UUID uuid;

	}

	record Throwing(int n) {

		Throwing {
			throw new IllegalStateException("secret");
		}

	}

	record WithMap(Map<String, Integer> scores) {

	}

	record Lenient(@JsonDeserialize(using = IntegerOfText.class) int n) {

	}

	static class IntegerOfText extends ValueDeserializer<Integer> {

		@Override
		public Integer deserialize(JsonParser parser, DeserializationContext context) {
			return Integer.valueOf(parser.getValueAsString());
		}

	}

}
