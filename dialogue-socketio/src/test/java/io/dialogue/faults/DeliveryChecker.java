package io.dialogue.faults;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares what each client sees with what was published: every kept event to which it is
 * subscribed, once and in order, from its first join on, but for the gaps of which it was
 * told. A client that takes part must not be refused anything, must not change its user,
 * and gets one answer to each request.
 */
class DeliveryChecker implements RecoveryListener {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final int MAX_VIOLATIONS = 100;

	private final Queue<String> violations = new ConcurrentLinkedQueue<>();

	private final Map<View, Progress> views = new ConcurrentHashMap<>();

	private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

	private final Set<String> acknowledgedAsKept = ConcurrentHashMap.newKeySet();

	private final AtomicInteger gaps = new AtomicInteger();

	private final AtomicInteger losses = new AtomicInteger();

	private final LongAdder deliveries = new LongAdder();

	private final RecordingBroker published;

	DeliveryChecker(RecordingBroker published) {
		this.published = published;
	}

	/**
	 * Says what a client is subscribed to.
	 * @param client the client
	 * @param roomId the room's id
	 * @param subscriptions the names of the events
	 */
	void expect(RecoveringClient client, String roomId, Collection<String> subscriptions) {
		this.views.put(new View(client.name(), roomId), new Progress(Set.copyOf(subscriptions)));
	}

	List<String> violations() {
		return List.copyOf(this.violations);
	}

	int gaps() {
		return this.gaps.get();
	}

	int lostConnections() {
		return this.losses.get();
	}

	long deliveries() {
		return this.deliveries.sum();
	}

	int acknowledgements() {
		return this.acknowledged.size();
	}

	@Override
	public void lost(RecoveringClient client) {
		this.losses.incrementAndGet();
	}

	@Override
	public void joined(RecoveringClient client, String roomId, RecoveryListener.Standing standing) {
		Progress progress = progress(client, roomId);
		if (!progress.begun) {
			progress.begun = true;
			progress.offset = standing.head();
		}
		else if (!standing.complete()) {
			this.gaps.incrementAndGet();
			progress.offset = standing.head();
		}
	}

	@Override
	public void received(RecoveringClient client, String roomId, JsonNode envelope) {
		this.deliveries.increment();
		if (!envelope.has("offset")) {
			return;
		}
		Progress progress = progress(client, roomId);
		long offset = envelope.path("offset").longValue();
		RecordingBroker.Kept original = this.published.kept(roomId, offset);
		if (original == null || !original.json().equals(envelope.toString())) {
			violated(client, "received what was not published: " + envelope);
		}
		else if (!progress.receives(original.name())) {
			violated(client, "received what it is not subscribed to: " + envelope);
		}
		if (offset <= progress.offset) {
			violated(client, "received offset " + offset + " of " + roomId + " after " + progress.offset);
			return;
		}
		missing(roomId, progress, offset).forEach(
				(missed) -> violated(client, "did not receive offset " + missed + " of " + roomId + ", but " + offset));
		progress.offset = offset;
	}

	private LongStream missing(String roomId, Progress progress, long next) {
		return LongStream.range(progress.offset + 1, next).filter((offset) -> {
			RecordingBroker.Kept event = this.published.kept(roomId, offset);
			return event != null && progress.receives(event.name());
		});
	}

	@Override
	public void acknowledged(RecoveringClient client, String id, JsonNode answer) {
		if (!this.acknowledged.add(id)) {
			violated(client, "trigger " + id + " was acknowledged twice");
		}
		if (answer.has("offset")) {
			this.acknowledgedAsKept.add(id);
		}
	}

	@Override
	public void violated(RecoveringClient client, String what) {
		violated(client.name(), what);
	}

	private void violated(String who, String what) {
		if (this.violations.size() < MAX_VIOLATIONS) {
			this.violations.add(who + " " + what);
		}
	}

	/**
	 * Whether a client has all that it is to get in a room. To be asked on its event
	 * loop.
	 * @param client the client
	 * @param roomId the room's id
	 * @return {@code true} if nothing is to come
	 */
	boolean isComplete(RecoveringClient client, String roomId) {
		Progress progress = progress(client, roomId);
		return progress.begun && missing(roomId, progress, this.published.count(roomId) + 1L).findAny().isEmpty();
	}

	/**
	 * Checks what was published: what was acknowledged as kept, and each trigger of a
	 * client once, in the order in which the client triggered.
	 * @param roomIds the ids of the rooms
	 */
	void checkPublished(Collection<String> roomIds) {
		Set<String> lost = new HashSet<>(this.acknowledgedAsKept);
		roomIds.forEach((roomId) -> checkPublished(roomId, lost));
		lost.forEach((id) -> violated(id, "was acknowledged, but not published"));
	}

	private void checkPublished(String roomId, Set<String> acknowledgedIds) {
		Set<String> ids = new HashSet<>();
		Map<String, Integer> latest = new HashMap<>();
		for (RecordingBroker.Kept event : this.published.kept(roomId)) {
			JsonNode envelope = MAPPER.readTree(event.json());
			acknowledgedIds.remove(envelope.path("id").stringValue(""));
			JsonNode data = envelope.path("data");
			String by = data.path("by").stringValue();
			int number = data.path("number").intValue();
			if (!ids.add(by + " " + number)) {
				violated(by, "is published twice: " + event);
			}
			Integer before = latest.put(by, number);
			if (before != null && before > number) {
				violated(by, "is published out of order: " + before + " before " + number);
			}
		}
	}

	private Progress progress(RecoveringClient client, String roomId) {
		Progress progress = this.views.get(new View(client.name(), roomId));
		if (progress == null) {
			throw new IllegalStateException("Nothing is expected of " + client.name() + " in " + roomId);
		}
		return progress;
	}

	private record View(String client, String roomId) {

	}

	/** Confined to the client's event loop. */
	private static final class Progress {

		private final Set<String> subscriptions;

		private boolean begun;

		private long offset;

		private Progress(Set<String> subscriptions) {
			this.subscriptions = subscriptions;
		}

		private boolean receives(@Nullable String name) {
			return this.subscriptions.contains("*") || this.subscriptions.contains(name);
		}

	}

}
