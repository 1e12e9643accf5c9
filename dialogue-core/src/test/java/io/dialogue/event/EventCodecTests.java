package io.dialogue.event;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import io.dialogue.annotation.Overflow;
import io.dialogue.testsupport.TestDialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Envelopes as bytes and back.
 */
class EventCodecTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final EventCodec codec = new EventCodec(MAPPER);

	@Test
	void envelopeHasItsFieldsInOrderAndTheOffsetLast() {
		EventMessage<Object> message = new EventMessage<>("note", "r", null, "ü", 5, Map.of("m", 1), "k", null);
		EncodedEvent event = this.codec.encode(message, MAPPER.readTree("{\"a\":null}"));
		assertThat(text(event)).isEqualTo("{\"event\":\"note\",\"roomId\":\"r\",\"data\":{\"a\":null},\"from\":\"ü\","
				+ "\"timestamp\":5,\"meta\":{\"m\":1},\"id\":\"k\"}");
		assertThat(text(event.withOffset(7))).endsWith(",\"id\":\"k\",\"offset\":7}");
		assertThat(text(event.withOffset(7).withOffset(Long.MAX_VALUE)))
			.endsWith(",\"id\":\"k\",\"offset\":9223372036854775807}");
		assertThat(event.offset()).isNull();
		assertThat(event.withOffset(7).length()).isEqualTo(event.length() + ",\"offset\":7".length());
	}

	@Test
	void absentFieldsAreLeftOut() {
		EventMessage<Object> message = new EventMessage<>("note", "r", null, "u", 5, null, null, null);
		assertThat(text(this.codec.encode(message, MissingNode.getInstance())))
			.isEqualTo("{\"event\":\"note\",\"roomId\":\"r\",\"from\":\"u\",\"timestamp\":5}");
	}

	@Test
	void encodedEventCopiesItselfWhereTold() {
		EncodedEvent event = new EncodedEvent("e", "{\"a\":1}".getBytes(StandardCharsets.UTF_8)).withOffset(2);
		byte[] target = new byte[event.length() + 3];
		event.copyTo(target, 2);
		assertThat(new String(target, 2, event.length(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1,\"offset\":2}");
		assertThat(target[0]).isZero();
		assertThat(target[target.length - 1]).isZero();
	}

	@Test
	void decodingGivesBackWhatWasEncoded() {
		EventDefinition definition = EventDefinition.of("note").withPayloadType(Note.class);
		EventMessage<Object> message = new EventMessage<>("note", "r", new Note("x", null), "u", 5,
				TestDialogue.json("a", null, "b", 1), "k", 3L);
		assertThat(this.codec.decode(this.codec.encode(message), definition)).isEqualTo(message);
		EventMessage<Object> bare = new EventMessage<>("note", "r", null, "u", 5, null, null, null);
		assertThat(this.codec.decode(this.codec.encode(bare, MissingNode.getInstance()), definition)).isEqualTo(bare);
		assertThat(this.codec.decode(this.codec.encode(bare), null).data()).isNull();
	}

	@Test
	void decimalsAreDecodedExactly() {
		EventDefinition definition = EventDefinition.of("sum").withPayloadType(Sum.class);
		for (String number : List.of("12345678901234567890.12345678901234567890", "1.10", "1E+1000", "0.1", "7")) {
			EventMessage<Object> message = new EventMessage<>("sum", "r", new Sum(new BigDecimal(number)), "u", 5,
					Map.of("m", 1.5), null, null);
			EncodedEvent encoded = this.codec.encode(message);
			assertThat(text(encoded)).contains("{\"amount\":" + number + "}");
			assertThat(this.codec.decode(encoded, definition)).isEqualTo(message);
			assertThat(this.codec.decode(encoded, null).data()).hasToString("{\"amount\":" + number + "}");
		}
	}

	@Test
	void treesAreConvertedExactly() {
		String number = "12345678901234567890.12345678901234567890";
		JsonNode tree = new JsonTrees(MAPPER).read("{\"amount\":" + number + "}");
		assertThat(this.codec.convert(tree, Sum.class)).isEqualTo(new Sum(new BigDecimal(number)));
	}

	@Test
	void sameNumberIsTheSameConflationKey() {
		OverflowPolicy policy = OverflowPolicy.of(Overflow.CONFLATE, "amount");
		EventMessage<Object> message = new EventMessage<>("sum", "r", null, "u", 5, null, null, null);
		JsonTrees trees = new JsonTrees(MAPPER);
		assertThat(Stream.of("1.5", "1.50", "15e-1", "0.15E1")
			.map((number) -> policy.droppable(message, trees.read("{\"amount\":" + number + "}")))
			.distinct()).hasSize(1);
	}

	@Test
	void dataThatDoesNotFitItsTypeAnyMoreStaysATree() {
		EventDefinition definition = EventDefinition.of("note").withPayloadType(Note.class);
		EventMessage<Object> message = new EventMessage<>("note", "r", Map.of("old", 1), "u", 5, null, null, null);
		assertThat(this.codec.decode(this.codec.encode(message), definition).data()).hasToString("{\"old\":1}");
	}

	@Test
	void mapperOfTheApplicationIsLeftAsItIsAndItsFormatKept() {
		JsonMapper lenient = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
		EventCodec own = new EventCodec(lenient);
		EventMessage<Object> message = new EventMessage<>("note", "r", Map.of("a", 1), "u", 5, null, null, null);
		EncodedEvent event = own.encode(message).withOffset(1);
		assertThat(MAPPER.readTree(event.toBytes()).path("offset").intValue()).isEqualTo(1);
		assertThat(lenient.readValue("{\"text\":5}", Note.class).text()).isEqualTo("5");
	}

	@Test
	void typesThatJacksonCannotReadAreFound() {
		assertThatCode(() -> this.codec.checkReadable(Note.class)).doesNotThrowAnyException();
		assertThatCode(() -> this.codec.checkReadable(GuideEvents.GameState.class)).doesNotThrowAnyException();
		assertThatExceptionOfType(JacksonException.class)
			.isThrownBy(() -> this.codec.checkReadable(TwoOfOneName.class));
	}

	@Test
	void objectsAreConvertedWhereNeeded() {
		Note note = new Note("x", null);
		assertThat(this.codec.convert(note, Note.class)).isSameAs(note);
		assertThat(this.codec.convert(Map.of("text", "x"), Note.class)).isEqualTo(note);
		assertThat(this.codec.convert(null, Note.class)).isNull();
	}

	private static String text(EncodedEvent event) {
		return new String(event.toBytes(), StandardCharsets.UTF_8);
	}

	record Note(String text, @Nullable String reply) {

	}

	static class TwoOfOneName {

		@JsonProperty("name")
		public String one;

		@JsonProperty("name")
		public String two;

	}

	record Sum(BigDecimal amount) {

	}

}
