package io.dialogue.benchmarks.peer;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/**
 * One client: {@code 42["join","<room>"]} makes it a member, and what begins with
 * {@code 42["message",} is passed on to its room as it is, without being read.
 */
final class LimitConnection extends SimpleChannelInboundHandler<TextWebSocketFrame> {

	private static final String JOIN = "42[\"join\",\"";

	private final LimitLoop loop;

	private String room = "";

	LimitConnection(LimitLoop loop) {
		this.loop = loop;
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame message) {
		ByteBuf content = message.content();
		if (content.readableBytes() == 2) {
			context.channel().writeAndFlush(LimitFrames.text("40{}"));
		}
		else if (content.getByte(content.readerIndex() + 4) == 'j') {
			String join = content.toString(StandardCharsets.US_ASCII);
			this.room = join.substring(JOIN.length(), join.length() - 2);
			this.loop.join(this.room, context.channel());
		}
		else {
			ByteBuf frame = context.alloc().directBuffer(content.readableBytes() + LimitFrames.LONGEST_HEADER);
			LimitFrames.writeTextHeader(frame, content.readableBytes());
			this.loop.loops().send(this.room, frame.writeBytes(content));
		}
	}

}
