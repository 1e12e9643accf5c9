package io.dialogue.faults;

import java.nio.charset.StandardCharsets;
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

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.event.EncodedEvent;

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
		EncodedEvent original = this.published.kept(roomId, offset);
		if (original == null || !json(original).equals(envelope.toString())) {
			violated(client, "received what was not published: " + envelope);
		}
		else if (!progress.receives(original.name())) {
			violated(client, "received what it is not subscribed to: " + envelope);
		}
		if (offset <= progress.offset) {
			violated(client, "received offset " + offset + " of " + roomId + " after " + progress.offset);
			return;
		}
		checkNothingMissed(client.name(), roomId, progress, offset);
		progress.offset = offset;
	}

	private void checkNothingMissed(String client, String roomId, Progress progress, long next) {
		for (long offset = progress.offset + 1; offset < next; offset++) {
			EncodedEvent missed = this.published.kept(roomId, offset);
			if (missed != null && progress.receives(missed.name())) {
				violated(client, "did not receive offset " + offset + " of " + roomId + ", but " + next);
			}
		}
	}

	@Override
	public void acknowledged(RecoveringClient client, String id, JsonNode answer) {
		if (!this.acknowledged.add(id)) {
			violated(client, "trigger " + id + " was acknowledged twice");
		}
	}

	@Override
	public void violated(RecoveringClient client, String what) {
		violated(client.name(), what);
	}

	private void violated(String client, String what) {
		if (this.violations.size() < MAX_VIOLATIONS) {
			this.violations.add("Client " + client + " " + what);
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
		List<EncodedEvent> all = this.published.kept(roomId);
		return progress.begun && all.subList((int) Math.min(progress.offset, all.size()), all.size())
			.stream()
			.noneMatch((event) -> progress.receives(event.name()));
	}

	/**
	 * Checks what was published: each trigger of a client once, in the order in which the
	 * client triggered.
	 * @param roomId the room's id
	 */
	void checkPublished(String roomId) {
		Set<String> ids = new HashSet<>();
		Map<String, Integer> latest = new HashMap<>();
		for (EncodedEvent event : this.published.kept(roomId)) {
			JsonNode data = MAPPER.readTree(event.toBytes()).path("data");
			String by = data.path("by").stringValue();
			int number = data.path("number").intValue();
			if (!ids.add(by + number)) {
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

	private static String json(EncodedEvent event) {
		return new String(event.toBytes(), StandardCharsets.UTF_8);
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
