package io.dialogue.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

import io.dialogue.client.DisconnectReason;

/**
 * A session's WebSocket: on trial until the client completes the upgrade, unless the
 * session began with it. Sending is confined to the channel's event loop, all else to the
 * session's order of tasks.
 */
final class WebSocketSide extends WebSocketEnd implements Outbound.Sink {

	private final LoopFlusher flusher;

	private volatile boolean adopted;

	private volatile boolean probing;

	/** Whether the socket took no more when it was last written to. */
	private volatile boolean full;

	private @Nullable WriteDeadline deadline;

	WebSocketSide(EngineSession session, Channel channel) {
		super(session, channel);
		this.flusher = session.flusher(channel);
	}

	EventLoop loop() {
		return channel().eventLoop();
	}

	boolean isActive() {
		return channel().isActive();
	}

	/**
	 * Whether the session sends through this WebSocket.
	 * @return {@code false} while it is on trial
	 */
	boolean isAdopted() {
		return this.adopted;
	}

	boolean isProbing() {
		return this.probing && !this.adopted && isActive();
	}

	void adopt() {
		this.adopted = true;
		this.probing = false;
	}

	/**
	 * Takes from the channel what is left of the engine. On the event loop.
	 */
	void leaveEngine() {
		if (channel().isActive()) {
			EngineInitializer.leaveEngine(channel());
			SlowSocket.limitUnsent(channel());
			session().owns(channel());
		}
	}

	/**
	 * Refuses a request of long-polling, which the client has left: after what was sent
	 * over the WebSocket until now.
	 * @param exchange the request
	 */
	void refuse(HttpExchange exchange) {
		loop().execute(() -> exchange.fail(EngineError.BAD_REQUEST));
	}

	/**
	 * A packet came in.
	 * @param packet the packet
	 */
	void received(EnginePacket packet) {
		if (this.adopted) {
			session().received(packet);
		}
		else if (packet.isProbe()) {
			this.probing = true;
			channel().writeAndFlush(EncodedPacket.PROBE_PONG.frame());
			session().transports().polling().release();
		}
		else if (packet.type() == EnginePacket.UPGRADE && this.probing) {
			session().transports().upgrade(this);
		}
		else {
			reject();
		}
	}

	/**
	 * Closes a WebSocket whose trial takes too long.
	 */
	void expire() {
		if (!this.adopted) {
			channel().close();
		}
	}

	/**
	 * Stops or resumes to read from the socket.
	 * @param reading whether to resume
	 */
	void read(boolean reading) {
		channel().config().setAutoRead(reading);
	}

	/**
	 * Closes the WebSocket once what waits is sent; at once if its client does not read.
	 * @param reason why the session ends
	 */
	void finish(DisconnectReason reason) {
		if (reason == DisconnectReason.SLOW_CONSUMER && !channel().isWritable()) {
			session().end();
			return;
		}
		read(true);
		session().outbound().wake();
	}

	/**
	 * Closes the socket.
	 */
	void end() {
		SlowSocket.close(channel());
	}

	/**
	 * The socket takes more again, or does not any longer. On the event loop.
	 */
	void writabilityChanged() {
		if (channel().isWritable()) {
			this.full = false;
			session().outbound().wake();
		}
		else {
			deadline().begin();
		}
	}

	private WriteDeadline deadline() {
		WriteDeadline known = this.deadline;
		if (known == null) {
			known = new WriteDeadline(channel(), session().settings().slowConsumerTimeout(), session()::tooSlow);
			this.deadline = known;
		}
		return known;
	}

	/**
	 * None while the socket is full: {@link #writabilityChanged} ends that.
	 */
	@Override
	public @Nullable LoopFlusher flusher() {
		return this.full ? null : this.flusher;
	}

	@Override
	public long pendingBytes() {
		return channel().config().getWriteBufferHighWaterMark() - channel().bytesBeforeUnwritable();
	}

	/**
	 * Not even while the socket is full: what waits is put into the queue there.
	 */
	@Override
	public LoopFlusher broadcaster() {
		return this.flusher;
	}

	@Override
	public void drain() {
		if (!loop().inEventLoop()) {
			session().outbound().wake();
			return;
		}
		Outbound outbound = session().outbound();
		drain(outbound);
		written(outbound);
	}

	private void drain(Outbound outbound) {
		synchronized (outbound) {
			while (takesMore()) {
				EncodedPacket packet = outbound.poll();
				if (packet == null) {
					return;
				}
				write(packet, outbound.bytes());
			}
		}
	}

	@Override
	public boolean takesMore() {
		return channel().isWritable();
	}

	@Override
	public void write(EncodedPacket packet, long following) {
		if (packet == EncodedPacket.NOOP || isCloseSent()) {
			return;
		}
		try {
			write(this.flusher.frames().add(packet, following, channel()));
		}
		catch (OutOfMemoryError ex) {
			// The client would miss a packet and not know
			channel().pipeline().fireExceptionCaught(ex);
		}
	}

	private void write(@Nullable ByteBuf run) {
		if (run != null) {
			channel().write(run, channel().voidPromise());
		}
	}

	@Override
	public void written(Outbound outbound) {
		write(this.flusher.frames().end());
		this.flusher.flush(channel());
		full(!channel().isWritable());
		if (outbound.isAwaited()) {
			relieve(outbound);
		}
		if (outbound.isClosed() && outbound.isWritten()) {
			closeIfDue();
		}
	}

	/** Most of the time nothing changes, and others need not see that. */
	private void full(boolean now) {
		if (this.full != now) {
			this.full = now;
		}
	}

	/** Little may be left at once, or else when all is out. */
	private void relieve(Outbound outbound) {
		channel().flush();
		outbound.relieved();
		if (outbound.isAwaited()) {
			channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((flushed) -> outbound.relieved());
		}
	}

}
