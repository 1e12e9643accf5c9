package io.dialogue.socketio;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request that waits for its answer, of which it gets one. The connection stays
 * open afterwards, as the client wishes.
 */
final class HttpExchange {

	private static final String TEXT = "text/plain; charset=UTF-8";

	private static final String JSON = "application/json; charset=UTF-8";

	private final ChannelHandlerContext context;

	private final CorsHeaders cors;

	private final boolean keepAlive;

	private final AtomicBoolean answered = new AtomicBoolean();

	private volatile boolean closing;

	private volatile Runnable onLost = () -> {
	};

	HttpExchange(ChannelHandlerContext context, HttpRequest request, CorsHeaders cors) {
		this.context = context;
		this.cors = cors;
		this.keepAlive = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
	}

	Channel channel() {
		return this.context.channel();
	}

	/**
	 * Whether the channel may take its next request.
	 * @return {@code true} once there was an answer
	 */
	boolean isAnswered() {
		return this.answered.get();
	}

	/**
	 * Has the connection closed after the answer, whatever the client wishes.
	 * @return this exchange
	 */
	HttpExchange closing() {
		this.closing = true;
		return this;
	}

	/**
	 * Sets what to do if the connection goes before the answer.
	 * @param task what to do
	 */
	void onLost(Runnable task) {
		this.onLost = task;
		if (!channel().isActive()) {
			lost();
		}
	}

	/**
	 * The connection is gone.
	 */
	void lost() {
		if (!isAnswered()) {
			this.onLost.run();
		}
	}

	/**
	 * Answers with packets, or with {@code ok}.
	 * @param payload the content, which is released
	 */
	void ok(ByteBuf payload) {
		answer(HttpResponseStatus.OK, TEXT, payload);
	}

	void ok() {
		ok(buffer("ok"));
	}

	/**
	 * Answers a preflight request.
	 */
	void preflight() {
		answer(HttpResponseStatus.NO_CONTENT, null, Unpooled.EMPTY_BUFFER);
	}

	/**
	 * Refuses the request.
	 * @param error the reason
	 */
	void fail(EngineError error) {
		answer(error.status(), JSON, buffer(error.json()));
	}

	private void answer(HttpResponseStatus status, @Nullable String type, ByteBuf content) {
		if (!this.answered.compareAndSet(false, true)) {
			content.release();
			return;
		}
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
		if (type != null) {
			response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
			response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
		}
		response.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
		this.cors.addTo(response.headers());
		write(response);
	}

	private void write(FullHttpResponse response) {
		if (this.keepAlive && !this.closing) {
			HttpUtil.setKeepAlive(response, true);
			this.context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
			return;
		}
		response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
		this.context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
	}

	private static ByteBuf buffer(String text) {
		return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
	}

}
