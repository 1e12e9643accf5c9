package io.dialogue.benchmarks.peer;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

/**
 * Makes a connection a WebSocket, with nothing in its pipeline but what decodes.
 */
final class LimitHandshake extends SimpleChannelInboundHandler<FullHttpRequest> {

	private static final int MAX_FRAME = 65_536;

	private final LimitLoops loops;

	LimitHandshake(LimitLoops loops) {
		this.loops = loops;
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
		WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(request.uri(), null, false,
				MAX_FRAME)
			.newHandshaker(request);
		handshaker.handshake(context.channel(), request).addListener((done) -> {
			ChannelPipeline pipeline = context.pipeline();
			pipeline.remove(WebSocket13FrameEncoder.class);
			pipeline.replace(this, "connection", new LimitConnection(this.loops.of(context.channel())));
			context.channel().writeAndFlush(LimitFrames.text("0{}"));
		});
	}

}
