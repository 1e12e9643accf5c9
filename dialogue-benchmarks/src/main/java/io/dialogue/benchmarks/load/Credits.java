package io.dialogue.benchmarks.load;

import java.util.function.IntConsumer;

import io.netty.channel.EventLoop;

/**
 * Closes the loop of a room: for every message that all members received, counted
 * together, one more may be sent. Credits of one turn of the event loop are given at
 * once. Confined to the event loop.
 */
final class Credits implements Tally.Sink {

	private final EventLoop loop;

	private final int members;

	private final IntConsumer giver;

	private int missing;

	private int earned;

	Credits(EventLoop loop, int members, IntConsumer giver) {
		this.loop = loop;
		this.members = members;
		this.giver = giver;
		this.missing = members;
	}

	@Override
	public void received(LoadClient client, int count) {
		this.missing -= count;
		if (this.missing > 0) {
			return;
		}
		if (this.earned == 0) {
			this.loop.execute(this::give);
		}
		while (this.missing <= 0) {
			this.missing += this.members;
			this.earned++;
		}
	}

	private void give() {
		int credits = this.earned;
		this.earned = 0;
		this.giver.accept(credits);
	}

}
