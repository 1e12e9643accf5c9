package io.dialogue.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

import io.dialogue.client.DisconnectReason;

/**
 * How a WebSocket ends: who closes it, with which status, and once only. Confined to the
 * channel's event loop.
 */
abstract sealed class WebSocketEnd permits WebSocketSide {

	private final EngineSession session;

	private final Channel channel;

	private boolean closeSent;

	WebSocketEnd(EngineSession session, Channel channel) {
		this.session = session;
		this.channel = channel;
	}

	final EngineSession session() {
		return this.session;
	}

	final Channel channel() {
		return this.channel;
	}

	/**
	 * Closes a WebSocket that the session does not take.
	 */
	final void reject() {
		if (isDeafToClose()) {
			this.channel.close();
			return;
		}
		this.channel.writeAndFlush(ControlFrames.close(WebSocketCloseStatus.POLICY_VIOLATION))
			.addListener(ChannelFutureListener.CLOSE);
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
	 * All is written: closes the WebSocket if its session was waiting for that.
	 */
	final void closeIfDue() {
		DisconnectReason reason = this.session.transports().ending();
		if (reason != null) {
			this.channel.flush();
			sendClose(status(reason));
		}
	}

	/**
	 * Whether nothing may be written any more.
	 * @return {@code true} once a close frame was sent
	 */
	final boolean isCloseSent() {
		return this.closeSent;
	}

	/**
	 * The client closed the WebSocket, or answers that the server did. On the event loop.
	 * @param content what its close frame holds, which is read
	 */
	final void closedByPeer(ByteBuf content) {
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
	final void corrupted(WebSocketCloseStatus status) {
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
