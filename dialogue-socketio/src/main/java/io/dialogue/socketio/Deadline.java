package io.dialogue.socketio;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * The time after which a connection is closed. Confined to its event loop.
 */
final class Deadline {

	private @Nullable Future<?> timer;

	/**
	 * Begins the time, anew if it has begun.
	 * @param context a context of the connection, which may have ended already
	 * @param delay the time
	 */
	void start(ChannelHandlerContext context, Duration delay) {
		stop();
		if (context.channel().isActive()) {
			this.timer = context.executor().schedule(() -> context.close(), delay.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	void stop() {
		Future<?> running = this.timer;
		if (running != null) {
			running.cancel(false);
			this.timer = null;
		}
	}

}
