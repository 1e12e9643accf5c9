package io.dialogue.autoconfigure.actuate;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import io.dialogue.annotation.Overflow;
import io.dialogue.client.DisconnectReason;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.Droppable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is recorded, and that it stays bounded.
 */
class MicrometerDialogueMetricsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final MicrometerDialogueMetrics metrics = new MicrometerDialogueMetrics(this.registry);

	@Test
	void countsEventsAndDeliveriesAndTimesThem() {
		this.metrics.published("chat", "message", 3, 1_000);
		this.metrics.published("chat", "message", 4, 2_000);
		this.metrics.published("chat", "typing", 1, 500);
		assertThat(counter("dialogue.events", "room", "chat", "event", "message")).isEqualTo(2);
		assertThat(counter("dialogue.deliveries", "room", "chat", "event", "message")).isEqualTo(7);
		assertThat(this.registry.get("dialogue.event.duration")
			.tags("room", "chat", "event", "message")
			.timer()
			.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(3_000);
	}

	@Test
	void countsConnectionsByReason() {
		this.metrics.connected();
		this.metrics.disconnected(DisconnectReason.SLOW_CONSUMER);
		assertThat(counter("dialogue.connections.opened")).isOne();
		assertThat(counter("dialogue.connections.closed", "reason", "slow consumer")).isOne();
		assertThat(counter("dialogue.connections.closed", "reason", "ping timeout")).isZero();
	}

	@Test
	void countsRefusalsByCodeAndUnknownRequests() {
		this.metrics.refused(ErrorCode.RATE_LIMITED);
		this.metrics.unknownRequest();
		assertThat(counter("dialogue.refusals", "code", "RATE_LIMITED")).isOne();
		assertThat(counter("dialogue.requests.unknown")).isOne();
	}

	@Test
	void countsWhatIsDroppedByEventAndPolicy() {
		this.metrics.dropped(new Droppable("cursor", Overflow.CONFLATE, "chat cursor ann"));
		this.metrics.dropped(new Droppable("cursor", Overflow.CONFLATE, "chat cursor bob"));
		this.metrics.dropped(new Droppable("news", Overflow.DROP_OLDEST, null));
		assertThat(counter("dialogue.dropped", "event", "cursor", "policy", "conflate")).isEqualTo(2);
		assertThat(counter("dialogue.dropped", "event", "news", "policy", "drop-oldest")).isOne();
	}

	@Test
	void tagsStayBounded() {
		for (int i = 0; i < 5_000; i++) {
			this.metrics.published("room-" + i, "message", 1, 1);
		}
		assertThat(this.registry.find("dialogue.events").counters()).hasSizeLessThanOrEqualTo(2_001);
		assertThat(counter("dialogue.events", "room", "other", "event", "other")).isEqualTo(3_000);
	}

	private double counter(String name, String... tags) {
		return this.registry.get(name).tags(tags).counter().count();
	}

}
