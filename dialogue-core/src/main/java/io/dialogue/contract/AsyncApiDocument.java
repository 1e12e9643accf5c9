package io.dialogue.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.dialogue.error.ErrorCode;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventName;

/**
 * Writes a contract as an AsyncAPI 3.0 document. What is the same for all applications,
 * the connection with its requests and answers, is read from a resource; a channel for
 * each room or family of rooms is added, with an operation for each of its events.
 */
final class AsyncApiDocument {

	private static final String SCHEMAS = "#/components/schemas/";

	private static final String MESSAGES = "#/components/messages/";

	private final Contract contract;

	private final Map<String, String> eventKeys;

	AsyncApiDocument(Contract contract) {
		this.contract = contract;
		Set<String> names = contract.events().stream().map(EventDefinition::name).collect(Collectors.toSet());
		this.eventKeys = keys(names);
		this.eventKeys.put(EventName.ANY, "any");
	}

	ObjectNode create(String title, String version) {
		ObjectNode document = SchemaKeywords.any().put("asyncapi", "3.0.0");
		document.putObject("info").put("title", title).put("version", version);
		document.put("defaultContentType", "application/json");
		document.setAll(protocol());
		ObjectNode components = document.withObjectProperty("components");
		addSchemas(components.withObjectProperty("schemas"));
		addMessages(components.withObjectProperty("messages"));
		List<ContractRoom> rooms = this.contract.rooms();
		Map<String, String> roomKeys = keys(rooms.stream().map(ContractRoom::id).collect(Collectors.toSet()));
		rooms.forEach((room) -> addRoom(document, room, "room." + roomKeys.get(room.id())));
		return document;
	}

	private static ObjectNode protocol() {
		try (InputStream json = AsyncApiDocument.class.getResourceAsStream("asyncapi.json")) {
			return (ObjectNode) JsonMapper.shared().readTree(json);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void addSchemas(ObjectNode schemas) {
		schemas.set("dialogue.ErrorCode",
				ScalarSchemas.oneOf(Arrays.stream(ErrorCode.values()).map(ErrorCode::name).sorted().toList()));
		this.contract.definitions().forEach((name, schema) -> schemas.set(name, relocated(schema)));
	}

	private void addMessages(ObjectNode messages) {
		this.contract.events().forEach((event) -> {
			addMessage(messages, event, "trigger", "dialogue:trigger", "Trigger");
			addMessage(messages, event, "event", "dialogue:event", "Event");
		});
		messages.putObject("trigger.any").put("name", "dialogue:trigger").set("payload", dialogue("Trigger"));
		messages.putObject("event.any").put("name", "dialogue:event").set("payload", dialogue("Event"));
	}

	private void addMessage(ObjectNode messages, EventDefinition event, String kind, String name, String envelope) {
		ObjectNode message = messages.putObject(kind + "." + this.eventKeys.get(event.name()))
			.put("name", name)
			.put("title", event.name());
		if (event.description() != null) {
			message.put("description", event.description());
		}
		ObjectNode own = SchemaKeywords.property(SchemaKeywords.object(), "event",
				SchemaKeywords.constant(event.name()), true);
		boolean needsData = event.payloadType() != null || event.schema() != null;
		SchemaKeywords.property(own, "data", relocated(this.contract.payload(event.name())), needsData);
		message.set("payload", SchemaKeywords.combined("allOf", List.of(dialogue(envelope), own)));
	}

	private void addRoom(ObjectNode document, ContractRoom room, String key) {
		ObjectNode channel = document.withObjectProperty("channels").putObject(key);
		channel.put("address", room.id()).put("title", room.name());
		if (room.description() != null) {
			channel.put("description", room.description());
		}
		if (room.isFamily()) {
			ObjectNode parameters = channel.putObject("parameters");
			room.variables().forEach(parameters::putObject);
		}
		ObjectNode messages = channel.putObject("messages");
		ObjectNode operations = document.withObjectProperty("operations");
		for (String event : new TreeSet<>(room.trigger())) {
			trigger(operations, messages, key, "trigger." + this.eventKeys.getOrDefault(event, "any"));
		}
		for (String event : new TreeSet<>(room.receive())) {
			String message = "event." + this.eventKeys.getOrDefault(event, "any");
			operation(operations, messages, key, message, "send");
		}
	}

	private static void trigger(ObjectNode operations, ObjectNode messages, String channel, String message) {
		ObjectNode reply = operation(operations, messages, channel, message, "receive").putObject("reply");
		reply.set("channel", SchemaKeywords.reference("#/channels/" + channel));
		List.of("triggered", "refused", "error").forEach((answer) -> {
			messages.set(answer, SchemaKeywords.reference(MESSAGES + "dialogue." + answer));
			reply.withArrayProperty("messages").add(reference(channel, answer));
		});
	}

	private static ObjectNode operation(ObjectNode operations, ObjectNode messages, String channel, String message,
			String action) {
		messages.set(message, SchemaKeywords.reference(MESSAGES + message));
		ObjectNode operation = operations.putObject(channel + "." + message).put("action", action);
		operation.set("channel", SchemaKeywords.reference("#/channels/" + channel));
		operation.putArray("messages").add(reference(channel, message));
		return operation;
	}

	private static ObjectNode reference(String channel, String message) {
		return SchemaKeywords.reference("#/channels/" + channel + "/messages/" + message);
	}

	private static ObjectNode dialogue(String name) {
		return SchemaKeywords.reference(SCHEMAS + "dialogue." + name);
	}

	private static ObjectNode relocated(ObjectNode schema) {
		ObjectNode copy = schema.deepCopy();
		relocate(copy);
		return copy;
	}

	private static void relocate(JsonNode node) {
		String reference = node.path("$ref").asString("");
		if (node instanceof ObjectNode object && reference.startsWith(Contract.DEFINITIONS)) {
			object.put("$ref", SCHEMAS + reference.substring(Contract.DEFINITIONS.length()));
		}
		node.forEach(AsyncApiDocument::relocate);
	}

	/** Names as AsyncAPI takes them for keys, and no two the same. */
	private static Map<String, String> keys(Collection<String> names) {
		Map<String, String> keys = new TreeMap<>();
		Set<String> taken = new TreeSet<>(Set.of("any"));
		for (String name : new TreeSet<>(names)) {
			String key = name.replaceAll("[^A-Za-z0-9._-]", "_");
			String candidate = key;
			for (int i = 2; !taken.add(candidate); i++) {
				candidate = key + "_" + i;
			}
			keys.put(name, candidate);
		}
		return keys;
	}

}
