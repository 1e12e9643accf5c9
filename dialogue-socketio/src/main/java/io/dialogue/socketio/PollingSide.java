package io.dialogue.socketio;

import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * A session's long-polling transport: one request at most waits for packets, and one at
 * most brings some. Confined to the session's order of tasks.
 */
final class PollingSide implements Outbound.Sink {

	/**
	 * How long a request waits while a WebSocket is being opened, as in the reference
	 * server.
	 */
	private static final long PROBING_MILLIS = 100;

	private final EngineSession session;

	private @Nullable HttpExchange parked;

	private @Nullable HttpExchange posting;

	private @Nullable PollingPayload payload;

	private @Nullable EncodedPacket farewell;

	private volatile @Nullable LoopFlusher flusher;

	PollingSide(EngineSession session) {
		this.session = session;
	}

	/**
	 * A request came to wait for packets.
	 * @param exchange the request
	 */
	void poll(HttpExchange exchange) {
		if (this.parked != null) {
			answer(EncodedPacket.CLOSE);
			exchange.fail(EngineError.BAD_REQUEST);
			this.session.protocolError("two polls at once");
			return;
		}
		this.parked = exchange;
		this.flusher = this.session.flusher(exchange.channel());
		exchange.onLost(() -> this.session.run(() -> lost(exchange)));
		flush();
		if (this.session.transports().isProbing()) {
			release();
		}
	}

	/**
	 * A request came with packets.
	 * @param exchange the request
	 * @param body its body
	 */
	void post(HttpExchange exchange, byte[] body) {
		if (this.posting != null) {
			exchange.fail(EngineError.BAD_REQUEST);
			this.session.protocolError("two posts at once");
			return;
		}
		this.posting = exchange;
		exchange.onLost(() -> this.session.run(() -> lost(exchange)));
		this.payload = new PollingPayload(body, this.session.settings().maxPacketSize());
		resume();
	}

	/**
	 * A request came with packets while the session ends. The client's own goodbye spares
	 * the wait for its next poll, and nothing else is taken any more.
	 * @param exchange the request
	 * @param body its body
	 */
	void postAtEnd(HttpExchange exchange, byte[] body) {
		if (body.length == 1 && body[0] == EnginePacket.CLOSE) {
			exchange.ok();
			this.session.end();
		}
		else {
			exchange.fail(EngineError.UNKNOWN_SID);
		}
	}

	/**
	 * Goes on with the packets that came in, until reading pauses.
	 */
	void resume() {
		HttpExchange exchange = this.posting;
		PollingPayload packets = this.payload;
		if (exchange == null || packets == null) {
			return;
		}
		while (this.session.isReading()) {
			EnginePacket packet = packets.next();
			if (packet == null) {
				this.posting = null;
				this.payload = null;
				exchange.ok();
				return;
			}
			if (packet.type() == EnginePacket.CLOSE) {
				exchange.ok();
			}
			this.session.handle(packet);
		}
	}

	/**
	 * Lets a waiting request go soon, so that the client can change to WebSocket.
	 */
	void release() {
		if (this.parked != null) {
			this.session.schedule(this::noop, PROBING_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void noop() {
		flush();
		if (this.parked != null) {
			answer(EncodedPacket.NOOP);
		}
	}

	/**
	 * The client leaves for a WebSocket. It lets its requests end before.
	 * @return a request that waits nevertheless, and is to be refused: it came after the
	 * client's last word, by another connection
	 */
	@Nullable HttpExchange retire() {
		HttpExchange late = this.parked;
		this.parked = null;
		this.flusher = null;
		return late;
	}

	/**
	 * Says goodbye as soon as a request waits, after all that is to be sent.
	 * @param packet the last packet
	 */
	void finish(EncodedPacket packet) {
		this.farewell = packet;
		flush();
	}

	private void flush() {
		if (this.parked != null && (this.farewell != null || !this.session.outbound().isEmpty())) {
			answer(null);
		}
	}

	private void answer(@Nullable EncodedPacket last) {
		HttpExchange exchange = this.parked;
		if (exchange == null) {
			return;
		}
		this.parked = null;
		this.flusher = null;
		ByteBuf content = exchange.channel().alloc().buffer();
		boolean complete = append(content);
		boolean nothingElse = !content.isReadable();
		if (nothingElse || last != null) {
			append(content, endOf(last));
		}
		exchange.ok(content);
		watch(exchange.channel());
		if (complete && (this.farewell == EncodedPacket.NOOP || (this.farewell != null && nothingElse))) {
			this.session.end();
		}
		this.session.outbound().relieved();
	}

	/**
	 * The end has an answer of its own, as in the reference server: clients look at it
	 * before they look at what came with it.
	 */
	private EncodedPacket endOf(@Nullable EncodedPacket last) {
		if (last != null) {
			return last;
		}
		return (this.farewell != null) ? this.farewell : EncodedPacket.NOOP;
	}

	/** An answer may be larger than what the socket takes at once. */
	private void watch(Channel channel) {
		if (!channel.isWritable()) {
			WriteDeadline deadline = new WriteDeadline(channel, this.session.settings().slowConsumerTimeout(), () -> {
				this.session.tooSlow();
				SlowSocket.close(channel);
			});
			channel.eventLoop().execute(deadline::begin);
		}
	}

	private boolean append(ByteBuf content) {
		int limit = this.session.settings().maxPollingBody();
		Outbound outbound = this.session.outbound();
		synchronized (outbound) {
			while (content.readableBytes() < limit) {
				EncodedPacket packet = outbound.poll();
				if (packet == null) {
					return true;
				}
				append(content, packet);
			}
		}
		return outbound.isEmpty();
	}

	private static void append(ByteBuf content, EncodedPacket packet) {
		if (content.isReadable()) {
			content.writeByte(PollingPayload.SEPARATOR);
		}
		packet.appendTo(content);
	}

	private void lost(HttpExchange exchange) {
		if (this.parked == exchange || this.posting == exchange) {
			this.session.transportClosed();
		}
	}

	/**
	 * Ends what is left.
	 */
	void end() {
		HttpExchange poll = this.parked;
		HttpExchange post = this.posting;
		this.parked = null;
		this.posting = null;
		this.payload = null;
		this.flusher = null;
		if (poll != null) {
			ByteBuf content = Unpooled.buffer();
			append(content, EncodedPacket.CLOSE);
			poll.ok(content);
		}
		if (post != null) {
			post.fail(EngineError.BAD_REQUEST);
		}
	}

	@Override
	public @Nullable LoopFlusher flusher() {
		return this.flusher;
	}

	@Override
	public long pendingBytes() {
		return 0;
	}

	@Override
	public void drain() {
		this.session.run(this::flush);
	}

	/**
	 * None: packets wait in the queue until a request comes for them.
	 */
	@Override
	public @Nullable LoopFlusher broadcaster() {
		return null;
	}

	@Override
	public boolean takesMore() {
		return false;
	}

	@Override
	public void write(EncodedPacket packet, long following) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void written(Outbound outbound) {
		// Answers are sent as a whole
	}

}
