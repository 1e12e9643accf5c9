package io.dialogue.benchmarks.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Netty can do at best: a WebSocket server without protocol, sessions, limits or
 * heartbeat. Each message becomes one frame, in direct memory, that all share, and is
 * flushed as Dialogue flushes: one task per event loop, one flush per connection for all
 * that waits.
 */
final class LimitPeer implements Peer {

	private static final int MAX_REQUEST = 8192;

	private static final byte[] HEAD = "42[\"message\",".getBytes(StandardCharsets.US_ASCII);

	private final boolean joining;

	private final JsonMapper mapper = new JsonMapper();

	private @Nullable LimitLoops loops;

	/**
	 * Creates a server.
	 * @param joining whether frames that wait for the same connections are joined
	 */
	LimitPeer(boolean joining) {
		this.joining = joining;
	}

	@Override
	public int start(PeerSettings settings) {
		MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(),
				settings.epoll() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
		LimitLoops created = new LimitLoops(group, this.joining);
		this.loops = created;
		ServerBootstrap bootstrap = new ServerBootstrap().group(group)
			.channel(settings.epoll() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
			.option(ChannelOption.SO_BACKLOG, 1024)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new Initializer(created));
		Channel channel = bootstrap.bind(InetAddress.getLoopbackAddress(), 0).syncUninterruptibly().channel();
		return ((InetSocketAddress) channel.localAddress()).getPort();
	}

	@Override
	public void broadcast(String room, Message message) {
		byte[] json = this.mapper.writeValueAsBytes(message);
		int length = HEAD.length + json.length + 1;
		ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer(length + LimitFrames.LONGEST_HEADER);
		LimitFrames.writeTextHeader(frame, length);
		frame.writeBytes(HEAD).writeBytes(json).writeByte(']');
		if (this.loops != null) {
			this.loops.send(room, frame);
		}
	}

	private static final class Initializer extends ChannelInitializer<Channel> {

		private final LimitLoops loops;

		Initializer(LimitLoops loops) {
			this.loops = loops;
		}

		@Override
		protected void initChannel(Channel channel) {
			channel.pipeline()
				.addLast(new HttpServerCodec(), new HttpObjectAggregator(MAX_REQUEST), new LimitHandshake(this.loops));
		}

	}

}
