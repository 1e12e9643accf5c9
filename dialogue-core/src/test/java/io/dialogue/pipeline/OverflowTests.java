package io.dialogue.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.History;
import io.dialogue.annotation.Overflow;
import io.dialogue.event.Droppable;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.OverflowPolicy;
import io.dialogue.observation.DialogueMetrics;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What transports are told about events that may be dropped.
 */
class OverflowTests {

	@Test
	void eventIsNotDroppedUnlessItSaysSo() {
		assertThat(hint(EventDefinition.of("news"), Map.of())).isNull();
		assertThat(hint(EventDefinition.of("news").withHistory(10), Map.of())).isNull();
	}

	@Test
	void oldestAreDroppedWithoutKey() {
		EventDefinition definition = EventDefinition.of("news")
			.withOverflow(OverflowPolicy.of(Overflow.DROP_OLDEST, null));
		assertThat(hint(definition, Map.of())).isEqualTo(new Droppable("news", Overflow.DROP_OLDEST, null));
	}

	@Test
	void latestIsKeptOfEachRoomEventAndSender() {
		EventDefinition definition = EventDefinition.of("cursor")
			.withOverflow(OverflowPolicy.of(Overflow.CONFLATE, ""));
		assertThat(hint(definition, Map.of("x", 1)))
			.isEqualTo(new Droppable("cursor", Overflow.CONFLATE, "chat cursor ann"));
	}

	@Test
	void latestIsKeptOfEachValueOfAField() {
		EventDefinition definition = EventDefinition.of("quote")
			.withOverflow(OverflowPolicy.of(Overflow.CONFLATE, "asset.isin"));
		assertThat(key(definition, Map.of("asset", Map.of("isin", "DE01")))).isEqualTo("chat quote \"DE01\"");
		assertThat(key(definition, Map.of("asset", Map.of("isin", 7)))).isEqualTo("chat quote 7");
		assertThat(key(definition, Map.of("asset", 7))).isEqualTo("chat quote ");
	}

	@Test
	void annotationDeclaresThePolicy() {
		assertThat(EventDefinition.of(Cursor.class).overflow())
			.isEqualTo(OverflowPolicy.of(Overflow.CONFLATE, "shape"));
	}

	@Test
	void historyIsNeverDropped() {
		assertThatIllegalArgumentException().isThrownBy(() -> EventDefinition.of(KeptCursor.class))
			.withMessage("Event 'cursor' is kept in history, so that it must not be dropped");
	}

	@Test
	void keyNeedsConflation() {
		assertThatIllegalArgumentException().isThrownBy(() -> OverflowPolicy.of(Overflow.DROP_OLDEST, "id"));
	}

	@Test
	void dropsAreRecorded() {
		List<Droppable> recorded = new ArrayList<>();
		DialogueMetrics metrics = new DialogueMetrics() {

			@Override
			public void dropped(Droppable event) {
				recorded.add(event);
			}

		};
		try (TestDialogue dialogue = TestDialogue.builder().metrics(metrics).build()) {
			Droppable event = new Droppable("news", Overflow.DROP_OLDEST, null);
			dialogue.gateway().dropped(event);
			assertThat(recorded).containsExactly(event);
		}
	}

	private static @Nullable String key(EventDefinition definition, Object data) {
		Droppable hint = hint(definition, data);
		assertThat(hint).isNotNull();
		return hint.key();
	}

	private static @Nullable Droppable hint(EventDefinition definition, Object data) {
		try (TestDialogue dialogue = TestDialogue.builder().events(definition).room("chat").build()) {
			TestClient client = dialogue.connect("a");
			client.join("chat");
			TestClient.await(dialogue.template().to("chat").from("ann").trigger(definition.name(), data));
			client.connection().take("dialogue:event");
			return client.connection().lastDroppable();
		}
	}

	@DialogueEvent(name = "cursor", overflow = Overflow.CONFLATE, conflationKey = "shape")
	record Cursor(String shape) {

	}

	@DialogueEvent(name = "cursor", overflow = Overflow.CONFLATE, history = @History(limit = 1))
	record KeptCursor(String shape) {

	}

}
