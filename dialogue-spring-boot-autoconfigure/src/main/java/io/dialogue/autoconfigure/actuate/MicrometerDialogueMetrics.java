package io.dialogue.autoconfigure.actuate;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import io.dialogue.client.DisconnectReason;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.Droppable;
import io.dialogue.observation.DialogueMetrics;

/**
 * Records into a Micrometer registry. Each meter is looked up there once.
 */
final class MicrometerDialogueMetrics implements DialogueMetrics {

	/** Pairs of room and event with meters of their own; more share one. */
	private static final int MAX_PAIRS = 2_000;

	private static final Pair OTHERS = new Pair("other", "other");

	private final Map<Pair, EventMeters> events = new ConcurrentHashMap<>();

	private final Map<String, Counter> dropped = new ConcurrentHashMap<>();

	private final Map<ErrorCode, Counter> refusals = new EnumMap<>(ErrorCode.class);

	private final Map<DisconnectReason, Counter> closed = new EnumMap<>(DisconnectReason.class);

	private final MeterRegistry registry;

	private final Counter opened;

	private final Counter unknown;

	MicrometerDialogueMetrics(MeterRegistry registry) {
		this.registry = registry;
		this.opened = Counter.builder("dialogue.connections.opened")
			.description("Clients that connected")
			.register(registry);
		this.unknown = Counter.builder("dialogue.requests.unknown")
			.description("Messages of clients that are no request")
			.register(registry);
		for (ErrorCode code : ErrorCode.values()) {
			this.refusals.put(code,
					Counter.builder("dialogue.refusals")
						.description("Requests and triggers that were refused")
						.tag("code", code.name())
						.register(registry));
		}
		for (DisconnectReason reason : DisconnectReason.values()) {
			this.closed.put(reason,
					Counter.builder("dialogue.connections.closed")
						.description("Clients that have gone")
						.tag("reason", reason.text())
						.register(registry));
		}
	}

	@Override
	public void published(String roomLabel, String eventLabel, int recipients, long nanos) {
		EventMeters meters = meters(new Pair(roomLabel, eventLabel));
		meters.events().increment();
		meters.deliveries().increment(recipients);
		meters.duration().record(nanos, TimeUnit.NANOSECONDS);
	}

	private EventMeters meters(Pair pair) {
		EventMeters known = this.events.get(pair);
		if (known != null) {
			return known;
		}
		Pair bounded = (this.events.size() < MAX_PAIRS) ? pair : OTHERS;
		return this.events.computeIfAbsent(bounded, (key) -> EventMeters.of(key, this.registry));
	}

	@Override
	public void dropped(Droppable event) {
		this.dropped.computeIfAbsent(event.event(), (name) -> counter(event)).increment();
	}

	/** Only declared events are dropped, so that there are few names. */
	private Counter counter(Droppable event) {
		return Counter.builder("dialogue.dropped")
			.description("Events that were dropped for clients that read too slowly")
			.tag("event", event.event())
			.tag("policy", event.overflow().text())
			.register(this.registry);
	}

	@Override
	public void refused(ErrorCode code) {
		increment(this.refusals.get(code));
	}

	@Override
	public void unknownRequest() {
		this.unknown.increment();
	}

	@Override
	public void connected() {
		this.opened.increment();
	}

	@Override
	public void disconnected(DisconnectReason reason) {
		increment(this.closed.get(reason));
	}

	private static void increment(@Nullable Counter counter) {
		if (counter != null) {
			counter.increment();
		}
	}

	private record Pair(String room, String event) {

	}

	private record EventMeters(Counter events, Counter deliveries, Timer duration) {

		private static EventMeters of(Pair pair, MeterRegistry registry) {
			Tags tags = Tags.of("room", pair.room(), "event", pair.event());
			return new EventMeters(
					Counter.builder("dialogue.events")
						.description("Events that were published")
						.tags(tags)
						.register(registry),
					Counter.builder("dialogue.deliveries")
						.description("Connections to which events were handed")
						.tags(tags)
						.register(registry),
					Timer.builder("dialogue.event.duration")
						.description("Time from an event's arrival to the end of its hand-over")
						.tags(tags)
						.register(registry));
		}

	}

}
