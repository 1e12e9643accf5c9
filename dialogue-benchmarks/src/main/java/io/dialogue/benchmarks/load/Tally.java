package io.dialogue.benchmarks.load;

import java.util.concurrent.atomic.AtomicLong;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of one server received. Written by the generator's event loop, read by
 * any thread.
 */
public final class Tally {

	private static final byte[] SENT_AT = { '"', 's', 'e', 'n', 't', 'A', 't', '"', ':' };

	private final AtomicLong deliveries = new AtomicLong();

	private final AtomicLong bytes = new AtomicLong();

	private final AtomicLong sent = new AtomicLong();

	private volatile @Nullable String failure;

	private volatile Samples samples = new Samples(1);

	private Sink sink = (client, count) -> {
	};

	/**
	 * How many messages were received.
	 * @return the number
	 */
	public long deliveries() {
		return this.deliveries.get();
	}

	/**
	 * How long these messages were, with their frames.
	 * @return the number of bytes
	 */
	public long bytes() {
		return this.bytes.get();
	}

	/**
	 * How many messages clients sent.
	 * @return the number
	 */
	public long sent() {
		return this.sent.get();
	}

	/**
	 * What went wrong first.
	 * @return a description, or {@code null}
	 */
	public @Nullable String failure() {
		return this.failure;
	}

	/**
	 * Takes latencies anew.
	 * @param stride of how many messages one is looked at
	 * @return where latencies are kept from now on
	 */
	public Samples sample(int stride) {
		Samples fresh = new Samples(stride);
		this.samples = fresh;
		return fresh;
	}

	/**
	 * Changes who is told of deliveries. On the event loop only.
	 * @param next who is told
	 */
	void sink(Sink next) {
		this.sink = next;
	}

	void failed(String description) {
		if (this.failure == null) {
			this.failure = description;
		}
	}

	/** One writer: no atomic addition is needed. */
	void received(LoadClient client, int count, long length) {
		this.deliveries.lazySet(this.deliveries.getPlain() + count);
		this.bytes.lazySet(this.bytes.getPlain() + length);
		this.sink.received(client, count);
	}

	void sentOne() {
		this.sent.lazySet(this.sent.getPlain() + 1);
	}

	void look(ByteBuf in, int start, int length) {
		Samples current = this.samples;
		if (current.isDue()) {
			long sentAt = sentAt(in, start, length);
			if (sentAt > 0) {
				current.add(System.nanoTime() - sentAt);
			}
		}
	}

	static long sentAt(ByteBuf in, int start, int length) {
		int end = start + length - SENT_AT.length;
		for (int i = start; i < end; i++) {
			if (in.getByte(i) == 's' && in.getByte(i + 4) == 'A' && in.getByte(i - 1) == '"') {
				return number(in, i - 1 + SENT_AT.length, start + length);
			}
		}
		return -1;
	}

	private static long number(ByteBuf in, int from, int end) {
		long number = 0;
		for (int i = from; i < end; i++) {
			int digit = in.getByte(i) - '0';
			if (digit < 0 || digit > 9) {
				break;
			}
			number = number * 10 + digit;
		}
		return number;
	}

	/**
	 * Is told of deliveries, on the event loop.
	 */
	interface Sink {

		/**
		 * Messages came in.
		 * @param client who received them
		 * @param count how many
		 */
		void received(LoadClient client, int count);

	}

}
