package io.dialogue.contract;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.event.EventCodec;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract as an AsyncAPI document.
 */
class AsyncApiDocumentTests {

	private final JsonNode document = JsonMapper.shared()
		.readTree(new Contract(
				new EventRegistry(List.of(EventDefinition.of("message").withPayloadType(Message.class),
						EventDefinition.of("metrics:update"), EventDefinition.of("metrics_update"))),
				List.of(ContractRoom.of("chat", "Chat", "To talk", List.of("message"),
						List.of("metrics:update", "metrics_update")),
						ContractRoom.of("game-{gameId}", "Game", null, List.of("*"), List.of())),
				new EventCodec(JsonMapper.shared()), null)
			.asyncApi("Shop", "1.2.3"));

	@Test
	void tellsVersionAndTitle() {
		assertThat(this.document.at("/asyncapi").stringValue()).isEqualTo("3.0.0");
		assertThat(this.document.at("/info/title").stringValue()).isEqualTo("Shop");
		assertThat(this.document.at("/info/version").stringValue()).isEqualTo("1.2.3");
	}

	@Test
	void roomIsAChannelWithItsMessages() {
		JsonNode channel = this.document.at("/channels/room.chat");
		assertThat(channel.path("address").stringValue()).isEqualTo("chat");
		assertThat(channel.path("description").stringValue()).isEqualTo("To talk");
		assertThat(channel.path("messages").propertyNames()).containsExactlyInAnyOrder("trigger.message",
				"event.message", "event.metrics_update", "event.metrics_update_2", "triggered", "refused", "error");
	}

	@Test
	void familyIsAChannelWithParameters() {
		JsonNode channel = this.document.at("/channels/room.game-_gameId_");
		assertThat(channel.path("address").stringValue()).isEqualTo("game-{gameId}");
		assertThat(channel.path("parameters").propertyNames()).containsExactly("gameId");
		assertThat(channel.path("messages").propertyNames()).contains("trigger.any", "event.any");
	}

	@Test
	void serverReceivesWhatClientsTriggerAndAcknowledgesIt() {
		JsonNode trigger = this.document.at("/operations/room.chat.trigger.message");
		assertThat(trigger.path("action").stringValue()).isEqualTo("receive");
		assertThat(trigger.at("/reply/messages").valueStream().map((message) -> message.path("$ref").stringValue()))
			.containsExactly("#/channels/room.chat/messages/triggered", "#/channels/room.chat/messages/refused",
					"#/channels/room.chat/messages/error");
		assertThat(this.document.at("/operations/room.chat.event.message/action").stringValue()).isEqualTo("send");
		assertThat(this.document.at("/operations").has("room.chat.trigger.metrics_update")).isFalse();
	}

	@Test
	void messageIsTheEnvelopeWithTheEventsData() {
		JsonNode message = this.document.at("/components/messages/event.message");
		assertThat(message.path("name").stringValue()).isEqualTo("dialogue:event");
		assertThat(message.at("/payload/allOf/0/$ref").stringValue()).isEqualTo("#/components/schemas/dialogue.Event");
		assertThat(message.at("/payload/allOf/1/properties/event/const").stringValue()).isEqualTo("message");
		assertThat(message.at("/payload/allOf/1/properties/data/$ref").stringValue())
			.isEqualTo("#/components/schemas/Message");
		assertThat(message.at("/payload/allOf/1/required").valueStream().map(JsonNode::stringValue))
			.containsExactly("event", "data");
	}

	@Test
	void everyReferenceLeadsSomewhere() {
		Set<String> references = new TreeSet<>();
		collect(this.document, references);
		assertThat(references).hasSizeGreaterThan(40)
			.allSatisfy(
					(reference) -> assertThat(this.document.at(reference.substring(1)).isMissingNode()).as(reference)
						.isFalse());
	}

	private static void collect(JsonNode node, Set<String> references) {
		if (node.path("$ref").isString()) {
			references.add(node.path("$ref").stringValue());
		}
		node.forEach((child) -> collect(child, references));
	}

	record Message(@NotBlank String text) {

	}

}
