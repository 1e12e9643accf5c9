package io.dialogue.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CreditsTests {

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final LoadClient client = new LoadClient(Dialects.of("stock"), new Tally(), "room-0", () -> {
	});

	private final List<Integer> given = new ArrayList<>();

	private final Credits credits = new Credits(this.channel.eventLoop(), 10, this.given::add);

	@AfterEach
	void close() {
		this.channel.close();
	}

	@Test
	void givesOneForEachMessageThatAllReceived() {
		this.credits.received(this.client, 9);
		this.channel.runPendingTasks();
		assertThat(this.given).isEmpty();
		this.credits.received(this.client, 1);
		this.channel.runPendingTasks();
		assertThat(this.given).containsExactly(1);
	}

	@Test
	void givesThoseOfOneTurnTogether() {
		this.credits.received(this.client, 25);
		this.credits.received(this.client, 6);
		this.channel.runPendingTasks();
		assertThat(this.given).containsExactly(3);
	}

}
