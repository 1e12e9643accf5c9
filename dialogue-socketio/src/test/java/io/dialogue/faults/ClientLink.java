package io.dialogue.faults;

import java.net.URI;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;

/**
 * One connection of a {@link RecoveringClient}: Engine.IO 4 over WebSocket. Gives the
 * connection up if the server is silent for longer than its heartbeat allows.
 */
final class ClientLink extends SimpleChannelInboundHandler<TextWebSocketFrame> {

	private static final int MAX_FRAME = 4 * 1024 * 1024;

	private static final URI TARGET = URI.create("ws://127.0.0.1/socket.io/?EIO=4&transport=websocket");

	/** How long the server may need for its first word. */
	private static final long FIRST_WORD_MILLIS = 10_000;

	private final RecoveringClient client;

	private final int generation;

	private long silenceMillis = FIRST_WORD_MILLIS;

	private long heard = System.nanoTime();

	ClientLink(RecoveringClient client, int generation) {
		this.client = client;
		this.generation = generation;
	}

	ChannelHandler initializer() {
		return new ChannelInitializer<SocketChannel>() {

			@Override
			protected void initChannel(SocketChannel channel) {
				channel.pipeline()
					.addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_FRAME),
							new WebSocketClientProtocolHandler(WebSocketClientHandshakerFactory.newHandshaker(TARGET,
									WebSocketVersion.V13, null, false, new DefaultHttpHeaders(), MAX_FRAME)),
							ClientLink.this);
			}

		};
	}

	static void send(Channel channel, String text) {
		channel.writeAndFlush(new TextWebSocketFrame(text));
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		watch(context);
		context.fireChannelActive();
	}

	private void watch(ChannelHandlerContext context) {
		long silent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.heard);
		if (silent > this.silenceMillis) {
			context.close();
		}
		else if (context.channel().isActive()) {
			context.executor().schedule(() -> watch(context), this.silenceMillis - silent + 1, TimeUnit.MILLISECONDS);
		}
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
		this.heard = System.nanoTime();
		String text = frame.text();
		if (this.client.isCurrent(this.generation)) {
			try {
				read(text);
			}
			catch (RuntimeException ex) {
				this.client.unreadable(text, ex);
			}
		}
	}

	private void read(String text) {
		switch (text.charAt(0)) {
			case '0' -> {
				this.silenceMillis = number(text, "pingInterval") + number(text, "pingTimeout");
				this.client.send("40" + this.client.auth());
			}
			case '2' -> this.client.send("3");
			case '4' -> packet(text);
			default -> {
			}
		}
	}

	private void packet(String text) {
		switch (text.charAt(1)) {
			case '2' -> this.client.message(text.substring(2));
			case '3' -> this.client.acknowledgement(text.substring(2));
			case '1', '4' -> this.client.refused(text);
			default -> {
			}
		}
	}

	private static long number(String json, String field) {
		String rest = json.substring(json.indexOf(field) + field.length() + 2);
		return Long.parseLong(rest.split("[,}]", 2)[0]);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		context.close();
	}

}
