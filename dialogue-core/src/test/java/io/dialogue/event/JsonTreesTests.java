package io.dialogue.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of numbers between their text and those who ask for them.
 */
class JsonTreesTests {

	private static final String LONG = "12345678901234567890.12345678901234567890";

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
		.build();

	private final JsonTrees trees = new JsonTrees(MAPPER);

	static Stream<String> numbers() {
		Stream<String> written = Stream.of("0", "1", "-1", "2147483648", "9223372036854775808", "1".repeat(90), "0.0",
				"0.00", "1.0", "1.10", "-1.5", "0.1", "0.001", "0.0001", "0.00100", "9999999.9", "10000000.0",
				"12345678.9", "0.30000000000000004", "1e5", "1E5", "1e+5", "1e-5", "1.50e3", "0e10", "0.0e-7", "1e400",
				"-1e400", "1e-400", "1.7976931348623157e308", "1.7976931348623159e308", "5e-324", LONG, "-" + LONG,
				"1e1000", "1e-1000", "1e0000000005", "1234567.12345678", "1234567.123456789", "0.100000000000001");
		return Stream.concat(written, random());
	}

	private static Stream<String> random() {
		Random random = new Random(42);
		return Stream.generate(() -> {
			BigDecimal number = new BigDecimal(new BigInteger(1 + random.nextInt(100), random),
					random.nextInt(40) - 20);
			return (random.nextBoolean() ? "-" : "") + (random.nextBoolean() ? number : number.toPlainString());
		}).filter((text) -> !text.matches("-0(\\.0*)?(E.*)?")).limit(500);
	}

	@ParameterizedTest
	@MethodSource("numbers")
	void numbersArriveAsFromTheirText(String number) {
		for (Class<?> type : List.of(BigDecimal.class, double.class, float.class, Object.class, Number.class)) {
			Object bound = this.trees.bind(this.trees.read(number), type);
			assertThat(bound).as("%s of %s", type, number).isEqualTo(MAPPER.readValue(number, type));
		}
		assertThat(new BigDecimal(this.trees.read(number).toString())).isEqualTo(new BigDecimal(number));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-0.0", "-0.00", "-0e5" })
	void negativeZeroKeepsItsSign(String zero) {
		assertThat(this.trees.bind(this.trees.read(zero), double.class)).isEqualTo(-0.0);
		assertThat(this.trees.bind(this.trees.read(zero), BigDecimal.class)).isEqualByComparingTo("0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.5", "52.520008", "-0.25", "0.001", "19.99", "100.0", "1234567.25" })
	void ordinaryNumbersAreDoubles(String number) {
		assertThat(this.trees.read(number).isDouble()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e1001", "1e-1001", "-1e1000000000", "1e-1000000000", "0e2000", "1e99999999999999999999",
			"1e-99999999999999999999", "0.1e-1000" })
	void numberOfTooLargeAScaleIsNone(String number) {
		JsonNode tree = this.trees.read("{\"number\":" + number + "}");
		assertThat(FiniteNumbers.findOther(tree)).isEqualTo("number");
		assertThat(this.trees.toMap(tree)).containsEntry("number", Double.NaN);
		for (Class<?> type : List.of(BigDecimal.class, BigInteger.class, long.class)) {
			assertThatExceptionOfType(JacksonException.class)
				.isThrownBy(() -> this.trees.bind(tree.path("number"), type));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e3", "1e1000", "1.0", "1.5" })
	void numberWithFractionOrExponentIsNoInteger(String number) {
		for (Class<?> type : List.of(BigInteger.class, long.class, int.class)) {
			assertThatExceptionOfType(JacksonException.class)
				.isThrownBy(() -> this.trees.bind(this.trees.read(number), type));
		}
	}

	@Test
	void digitsSurviveWaitingForTheirType() {
		String json = "{\"amount\":" + LONG + ",\"any\":" + LONG + ",\"kind\":\"paid\"}";
		assertThat(this.trees.bind(this.trees.read(json), Kind.class))
			.isEqualTo(new Paid(new BigDecimal(LONG), Double.valueOf(LONG)));
	}

	@Test
	void digitsSurviveInContainers() {
		JsonNode tree = this.trees.read("{\"a\":[1.10," + LONG + "]}");
		Lists lists = this.trees.bind(tree, Lists.class);
		assertThat(lists.a()).containsExactly(new BigDecimal("1.10"), new BigDecimal(LONG));
		assertThat(this.trees.toMap(tree)).isEqualTo(Map.of("a", Arrays.asList(1.1, Double.valueOf(LONG))));
	}

	@Test
	void whoAsksTheMapperForDecimalsGetsThem() {
		JsonTrees decimals = new JsonTrees(
				MAPPER.rebuild().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build());
		assertThat(decimals.toMap(decimals.read("{\"a\":" + LONG + "}"))).containsEntry("a", new BigDecimal(LONG));
		assertThat(decimals.read("1e1000000000")).isInstanceOfSatisfying(JsonNode.class,
				(node) -> assertThat(node.isDouble()).isTrue());
	}

	@Test
	void nothingIsNoTree() {
		assertThat(this.trees.read(" ").isMissingNode()).isTrue();
	}

	record Lists(List<BigDecimal> a) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes(@JsonSubTypes.Type(Paid.class))
	sealed interface Kind {

	}

	@JsonTypeName("paid")
	record Paid(BigDecimal amount, Object any) implements Kind {

	}

}
