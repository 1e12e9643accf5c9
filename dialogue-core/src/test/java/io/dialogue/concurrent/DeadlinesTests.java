package io.dialogue.concurrent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.dialogue.testsupport.LogCapture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How items are called back for when their time has come.
 */
class DeadlinesTests {

	private final List<String> called = new CopyOnWriteArrayList<>();

	private final Deadlines<String> deadlines = new Deadlines<>(Runnable::run, (item) -> {
		if (item.equals("failing")) {
			throw new AssertionError("on purpose");
		}
		this.called.add(item);
	});

	@Test
	void callThatThrowsStopsNeitherTheOthersNorTheTimer() {
		try (LogCapture log = new LogCapture()) {
			this.deadlines.add("failing", Duration.ZERO);
			this.deadlines.add("soon", Duration.ZERO);
			this.deadlines.add("later", Duration.ofMillis(600));
			await().until(() -> this.called.equals(List.of("soon", "later")));
			this.deadlines.add("anew", Duration.ZERO);
			await().until(() -> this.called.equals(List.of("soon", "later", "anew")));
			assertThat(log.lines()).hasSize(1);
		}
	}

}
