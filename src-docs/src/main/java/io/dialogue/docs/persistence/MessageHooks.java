package io.dialogue.docs.persistence;

import java.util.List;

import org.springframework.stereotype.Component;

import io.dialogue.event.EventMessage;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HistoryRequest;
import io.dialogue.hook.RoomHooks;

/**
 * Moves messages into the database when a room gives them up, and finds them again.
 */
// tag::hooks[]
@Component
class MessageHooks implements EventHooks, RoomHooks {

	private final MessageTable table;

	MessageHooks(MessageTable table) {
		this.table = table;
	}

	@Override
	public boolean supports(String roomId, String eventName) {
		return eventName.equals("message");
	}

	@Override
	public void onCleanup(String roomId, String eventName, List<EventMessage<?>> events) {
		this.table.insert(events);
	}

	@Override
	public List<EventMessage<?>> onLoad(HistoryRequest request) {
		return this.table.page(request);
	}

	@Override
	public void onDeleted(String roomId) {
		this.table.delete(roomId);
	}

}
// end::hooks[]
