package io.dialogue.integration;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import tools.jackson.databind.JsonNode;

import io.dialogue.core.DialogueTemplate;
import io.dialogue.core.TriggerOperations;
import io.dialogue.error.DialogueException;
import io.dialogue.event.TriggerResult;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomDefinitionBuilder;

/**
 * What the recorded scenarios do on the server, in terms of {@link DialogueTemplate}. A
 * method of the original that answered with an error fails its future here, and one that
 * answered with null fails with {@code ROOM_EXISTS}.
 */
final class ScenarioActions {

	private final TestServer server;

	private final DialogueTemplate dialogue;

	ScenarioActions(TestServer server) {
		this.server = server;
		this.dialogue = server.template();
	}

	/** Performs an action and returns its result as JSON. */
	Object perform(String action) {
		return switch (action) {
			case "trigger(hist2,message,m1..m3), note 1, note 2" -> seed("hist2", "m1", "m2", "m3", 1, 2);
			case "trigger(nohist,message,m1)" -> seed("nohist", "m1");
			case "trigger(hist,message,a), (b), (c) in the same millisecond" -> seed("hist", "a", "b", "c");
			case "trigger(chat,message,{text:'old'},'seed')" ->
				trigger(this.dialogue.to("chat").from("seed"), "message", "{text: 'old'}");
			case "trigger(chat,message,{text:'meta'},'svc',{traceId:'t1',nested:{a:[1]}})" ->
				trigger(this.dialogue.to("chat")
					.from("svc")
					.meta(Map.of("traceId", "t1", "nested", Map.of("a", List.of(1)))), "message", "{text: 'meta'}");
			case "createRoom(chat, {name:'Chat 2', events:[message], defaultSubscriptions:[message]}) returns a room" ->
				create(RoomDefinition.builder("chat", "Chat 2").events("message").defaultSubscriptions("message"));
			case "createRoom('s1',{name:'S1',events:[message],maxSize:9,createdById:'bob'}) !== null" ->
				create(RoomDefinition.builder("s1", "S1").events("message").maxSize(9).createdById("bob"));
			case "createRoom('s1', again) === null" -> !create(RoomDefinition.builder("s1", "S1").events("message"));
			case "deleteRoom(chat)" -> this.dialogue.deleteRoom("chat").join();
			case "deleteRoom('s1')" -> this.dialogue.deleteRoom("s1").join();
			case "isInRoom(alice,chat)" -> this.dialogue.isInRoom("alice", "chat");
			case "getClientRooms(alice).ids" -> this.dialogue.clientRooms("alice").ids().stream().sorted().toList();
			case "getClients(alice).map(rooms)" -> rooms("alice");
			case "[room(chat).size(), getClients(bob).length, getAllClients().length]" ->
				List.of(this.server.room("chat").size(), this.dialogue.clients("bob").size(),
						this.dialogue.allClients().size());
			case "[getAllClients().length, room(chat).size()]" ->
				List.of(this.dialogue.allClients().size(), this.server.room("chat").size());
			case "getClients(alice)[0].disconnect()" -> disconnect("alice");
			case "stop()" -> stop();
			default -> trigger(action);
		};
	}

	/** {@code trigger(room,event,{data})}. */
	private Object trigger(String action) {
		String[] arguments = action.substring("trigger(".length(), action.length() - 1).split(",", 3);
		return trigger(this.dialogue.to(arguments[0].trim()), arguments[1].trim(), arguments[2]);
	}

	private static Object trigger(TriggerOperations target, String event, String data) {
		return result(target.trigger(event, Json.of(data)));
	}

	private static Object result(CompletableFuture<TriggerResult> future) {
		try {
			future.join();
			return Map.of("ok", true);
		}
		catch (CompletionException ex) {
			return Map.of("err", ((DialogueException) ex.getCause()).text());
		}
	}

	/**
	 * Text for messages, numbers for notes; at once, so that they share a millisecond.
	 */
	private Object seed(String roomId, Object... contents) {
		List<CompletableFuture<TriggerResult>> results = java.util.Arrays.stream(contents).map((content) -> {
			String event = (content instanceof String) ? "message" : "note";
			String field = (content instanceof String) ? "text" : "n";
			return this.dialogue.to(roomId).from("seed").trigger(event, Map.of(field, content));
		}).toList();
		results.forEach(CompletableFuture::join);
		return Map.of();
	}

	private boolean create(RoomDefinitionBuilder definition) {
		try {
			return this.dialogue.createRoom(definition.build()).join() != null;
		}
		catch (CompletionException ex) {
			return false;
		}
	}

	private List<JsonNode> rooms(String userId) {
		return this.dialogue.clients(userId)
			.stream()
			.map((client) -> Json.value(client.rooms()))
			.sorted(Comparator.comparing(JsonNode::toString))
			.toList();
	}

	private Object disconnect(String userId) {
		this.dialogue.clients(userId).get(0).disconnect();
		return Map.of();
	}

	private Object stop() {
		this.server.stop();
		return Map.of();
	}

}
