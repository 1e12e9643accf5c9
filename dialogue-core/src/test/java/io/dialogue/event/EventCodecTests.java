package io.dialogue.event;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

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

}
