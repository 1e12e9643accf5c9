package io.dialogue.benchmarks.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;

/**
 * One event loop of the bare server with its members. One task writes all frames that
 * wait, then flushes each connection once.
 */
final class LimitLoop implements Runnable {

	private final Queue<Sending> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean scheduled = new AtomicBoolean();

	private final Map<String, List<LimitConnection.Member>> rooms = new HashMap<>();

	private final List<LimitConnection.Member> written = new ArrayList<>();

	private final EventLoop loop;

	private final LimitLoops loops;

	LimitLoop(EventLoop loop, LimitLoops loops) {
		this.loop = loop;
		this.loops = loops;
	}

	LimitLoops loops() {
		return this.loops;
	}

	/** On the event loop. */
	void join(String room, LimitConnection.Member member) {
		this.rooms.computeIfAbsent(room, (name) -> new ArrayList<>()).add(member);
	}

	/** On any thread. The frame is released. */
	void send(String room, ByteBuf frame) {
		this.waiting.add(new Sending(room, frame));
		if (this.scheduled.compareAndSet(false, true)) {
			this.loop.execute(this);
		}
	}

	@Override
	public void run() {
		this.scheduled.set(false);
		Sending sending = this.waiting.poll();
		while (sending != null) {
			write(sending);
			sending = this.waiting.poll();
		}
		this.written.forEach(LimitConnection.Member::flush);
		this.written.clear();
	}

	private void write(Sending sending) {
		for (LimitConnection.Member member : this.rooms.getOrDefault(sending.room(), List.of())) {
			if (member.write(sending.frame())) {
				this.written.add(member);
			}
		}
		sending.frame().release();
	}

	private record Sending(String room, ByteBuf frame) {

	}

}
