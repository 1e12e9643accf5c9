package io.dialogue.docs.hooks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.springframework.stereotype.Component;

import io.dialogue.event.EventMessage;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.RoomHooks;
import io.dialogue.room.Room;

/**
 * Counts what reaches whom. One bean may be hooks of several kinds.
 */
// tag::hooks[]
@Component
class Statistics implements EventHooks, RoomHooks {

	private final Map<String, LongAdder> deliveries = new ConcurrentHashMap<>();

	@Override
	public void onCreated(Room room) {
		this.deliveries.put(room.id(), new LongAdder());
	}

	@Override
	public void onDeleted(String roomId) {
		this.deliveries.remove(roomId);
	}

	@Override
	public void afterEach(EventMessage<?> message, int recipientCount) {
		LongAdder adder = this.deliveries.get(message.roomId());
		if (adder != null) {
			adder.add(recipientCount);
		}
	}

	long deliveries(String roomId) {
		LongAdder adder = this.deliveries.get(roomId);
		return (adder != null) ? adder.sum() : 0;
	}

}
// end::hooks[]
