package io.dialogue.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.dialogue.broker.EventBroker;
import io.dialogue.broker.EvictionListener;
import io.dialogue.broker.HandOver;
import io.dialogue.event.EncodedEvent;
import io.dialogue.testsupport.DelegatingBroker;

/**
 * A broker that remembers all kept events for ever: what clients are measured by.
 */
final class RecordingBroker extends DelegatingBroker {

	private final Map<String, List<Kept>> kept = new ConcurrentHashMap<>();

	RecordingBroker(EventBroker delegate) {
		super(delegate);
	}

	/**
	 * The kept events of a room: the one with offset n has the index n - 1.
	 * @param roomId the room's id
	 * @return a copy
	 */
	List<Kept> kept(String roomId) {
		List<Kept> events = this.kept.getOrDefault(roomId, List.of());
		synchronized (events) {
			return List.copyOf(events);
		}
	}

	/**
	 * How many events of a room were kept, which is the newest one's offset.
	 * @param roomId the room's id
	 * @return the number
	 */
	int count(String roomId) {
		List<Kept> events = this.kept.getOrDefault(roomId, List.of());
		synchronized (events) {
			return events.size();
		}
	}

	/**
	 * A kept event.
	 * @param roomId the room's id
	 * @param offset its offset
	 * @return the event, or {@code null} if there is none
	 */
	@Nullable Kept kept(String roomId, long offset) {
		List<Kept> events = this.kept.getOrDefault(roomId, List.of());
		synchronized (events) {
			return (offset > 0 && offset <= events.size()) ? events.get((int) offset - 1) : null;
		}
	}

	private void remember(String roomId, EncodedEvent event) {
		if (event.offset() != null) {
			List<Kept> events = this.kept.computeIfAbsent(roomId, (id) -> new ArrayList<>());
			synchronized (events) {
				events.add(new Kept(event.name(), new String(event.toBytes(), StandardCharsets.UTF_8)));
				if (Objects.requireNonNull(event.offset()) != events.size()) {
					throw new IllegalStateException("Offsets are not 1, 2, 3 and so on: " + event);
				}
			}
		}
	}

	@Override
	public void attach(HandOver handOver, EvictionListener evictionListener) {
		super.attach((roomId, event, exceptClientId) -> {
			remember(roomId, event);
			return handOver.handOver(roomId, event, exceptClientId);
		}, evictionListener);
	}

	/**
	 * A kept event.
	 *
	 * @param name the event's name
	 * @param json its envelope
	 */
	record Kept(String name, String json) {

	}

}
