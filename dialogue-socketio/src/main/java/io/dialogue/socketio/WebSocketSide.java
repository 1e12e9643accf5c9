package io.dialogue.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.jspecify.annotations.Nullable;

import io.dialogue.client.DisconnectReason;

/**
 * A session's WebSocket: on trial until the client completes the upgrade, unless the
 * session began with it. Sending is confined to the channel's event loop, all else to the
 * session's order of tasks.
 */
final class WebSocketSide implements Outbound.Sink {

	private final EngineSession session;

	private final Channel channel;

	private final LoopFlusher flusher;

	private volatile boolean adopted;

	private volatile boolean probing;

	/** Whether the socket took no more when it was last written to. */
	private volatile boolean full;

	private @Nullable WriteDeadline deadline;

	private volatile @Nullable WebSocketCloseStatus closing;

	private boolean closeSent;

	WebSocketSide(EngineSession session, Channel channel) {
		this.session = session;
		this.channel = channel;
		this.flusher = session.flusher(channel);
	}

	EventLoop loop() {
		return this.channel.eventLoop();
	}

	boolean isActive() {
		return this.channel.isActive();
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
		if (this.channel.isActive()) {
			EngineInitializer.leaveEngine(this.channel);
			SlowSocket.limitUnsent(this.channel);
			this.session.owns(this.channel);
		}
	}

	/**
	 * A packet came in.
	 * @param packet the packet
	 */
	void received(EnginePacket packet) {
		if (this.adopted) {
			this.session.inbox().received(packet);
		}
		else if (packet.isProbe()) {
			this.probing = true;
			this.channel.writeAndFlush(EncodedPacket.PROBE_PONG.frame());
			this.session.transports().polling().noop();
		}
		else if (packet.type() == EnginePacket.UPGRADE && this.probing) {
			this.session.transports().upgrade(this);
		}
		else {
			reject();
		}
	}

	/**
	 * Closes a WebSocket that the session does not take.
	 */
	void reject() {
		if (isDeafToClose()) {
			this.channel.close();
			return;
		}
		this.channel.writeAndFlush(ControlFrames.close(WebSocketCloseStatus.POLICY_VIOLATION))
			.addListener(ChannelFutureListener.CLOSE);
	}

	/**
	 * Closes a WebSocket whose trial takes too long.
	 */
	void expire() {
		if (!this.adopted) {
			this.channel.close();
		}
	}

	/**
	 * Stops or resumes to read from the socket.
	 * @param reading whether to resume
	 */
	void read(boolean reading) {
		this.channel.config().setAutoRead(reading);
	}

	/**
	 * Closes the WebSocket once what waits is sent; at once if its client does not read.
	 * @param reason why the session ends
	 */
	void finish(DisconnectReason reason) {
		if (reason == DisconnectReason.SLOW_CONSUMER && !this.channel.isWritable()) {
			this.session.end();
			return;
		}
		this.closing = status(reason);
		read(true);
		this.session.outbound().wake();
	}

	private static WebSocketCloseStatus status(DisconnectReason reason) {
		return switch (reason) {
			case CLIENT_DISCONNECT, SERVER_DISCONNECT, TRANSPORT_CLOSE -> WebSocketCloseStatus.NORMAL_CLOSURE;
			case TRANSPORT_ERROR -> WebSocketCloseStatus.PROTOCOL_ERROR;
			case EXPIRED, REVOKED -> WebSocketCloseStatus.POLICY_VIOLATION;
			case PING_TIMEOUT, SLOW_CONSUMER, TAKEN_OVER, SERVER_SHUTTING_DOWN ->
				WebSocketCloseStatus.ENDPOINT_UNAVAILABLE;
		};
	}

	/**
	 * Closes the socket.
	 */
	void end() {
		SlowSocket.close(this.channel);
	}

	/**
	 * The socket takes more again, or does not any longer. On the event loop.
	 */
	void writabilityChanged() {
		if (this.channel.isWritable()) {
			this.full = false;
			this.session.outbound().wake();
		}
		else {
			deadline().begin();
		}
	}

	private WriteDeadline deadline() {
		WriteDeadline known = this.deadline;
		if (known == null) {
			known = new WriteDeadline(this.channel, this.session.settings().slowConsumerTimeout(),
					this.session::tooSlow);
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
		return this.channel.config().getWriteBufferHighWaterMark() - this.channel.bytesBeforeUnwritable();
	}

	@Override
	public void drain() {
		if (!loop().inEventLoop()) {
			this.session.outbound().wake();
			return;
		}
		if (write(this.session.outbound())) {
			this.channel.flush();
		}
		this.full = !this.channel.isWritable();
		if (this.session.outbound().isAwaited()) {
			this.channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
				.addListener((flushed) -> this.session.outbound().relieved());
		}
		if (this.closing != null && this.session.outbound().isEmpty()) {
			sendClose(this.closing);
		}
	}

	private boolean write(Outbound outbound) {
		boolean written = false;
		synchronized (outbound) {
			while (this.channel.isWritable()) {
				EncodedPacket packet = outbound.poll();
				if (packet == null) {
					break;
				}
				if (packet != EncodedPacket.NOOP) {
					written |= write(packet, outbound.bytes());
				}
			}
		}
		return written | write(this.flusher.frames().end());
	}

	private boolean write(EncodedPacket packet, long waiting) {
		try {
			return write(this.flusher.frames().add(packet, waiting, this.channel.alloc()));
		}
		catch (OutOfMemoryError ex) {
			// The client would miss a packet and not know
			this.channel.pipeline().fireExceptionCaught(ex);
			return false;
		}
	}

	private boolean write(@Nullable ByteBuf run) {
		if (run != null) {
			this.channel.write(run, this.channel.voidPromise());
		}
		return run != null;
	}

	/**
	 * The client closed the WebSocket, or answers that the server did. On the event loop.
	 * @param content what its close frame holds, which is read
	 */
	void closedByPeer(ByteBuf content) {
		if (this.closeSent) {
			this.channel.close();
			return;
		}
		this.closeSent = true;
		this.channel.writeAndFlush(ControlFrames.close(content)).addListener(ChannelFutureListener.CLOSE);
	}

	/**
	 * The client sent what is no frame, so that not even its answer to a close frame
	 * would be understood. On the event loop.
	 * @param status what to tell it
	 */
	void corrupted(WebSocketCloseStatus status) {
		if (this.closeSent) {
			return;
		}
		this.closeSent = true;
		this.channel.writeAndFlush(ControlFrames.close(status)).addListener((written) -> closeOutput());
	}

	/**
	 * Ends only this side's half. To close while something is left to read would reset
	 * the connection, and the client could lose what was sent before.
	 */
	private void closeOutput() {
		if (this.channel instanceof DuplexChannel socket) {
			socket.shutdownOutput();
		}
		else {
			this.channel.close();
		}
	}

	private void sendClose(WebSocketCloseStatus status) {
		if (this.closeSent) {
			return;
		}
		this.closeSent = true;
		if (this.channel instanceof DuplexChannel socket && isDeafToClose()) {
			socket.shutdownOutput();
		}
		else {
			this.channel.writeAndFlush(ControlFrames.close(status));
		}
	}

	/**
	 * Whether the client would do nothing about a close frame but stop to read: the stock
	 * Java client on OkHttp, which does not listen for it, and so would miss even the end
	 * of the connection. It does notice that end if no close frame came before.
	 */
	private boolean isDeafToClose() {
		String agent = this.session.handshake().header("User-Agent");
		return agent != null && agent.startsWith("okhttp/");
	}

}
