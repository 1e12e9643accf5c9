package io.dialogue.benchmarks.jmh;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import io.dialogue.observation.DialogueMetrics;

/**
 * Metrics that cost what counters and timers cost: a look-up by labels and some adders.
 */
final class CountingMetrics implements DialogueMetrics {

	private final Map<Labels, Totals> totals = new ConcurrentHashMap<>();

	@Override
	public void published(String roomLabel, String eventLabel, int recipients, long nanos) {
		Totals total = this.totals.computeIfAbsent(new Labels(roomLabel, eventLabel), (labels) -> new Totals());
		total.events.increment();
		total.recipients.add(recipients);
		total.nanos.add(nanos);
	}

	private record Labels(String room, String event) {

	}

	private static final class Totals {

		private final LongAdder events = new LongAdder();

		private final LongAdder recipients = new LongAdder();

		private final LongAdder nanos = new LongAdder();

	}

}
