package io.dialogue.benchmarks.load;

import java.util.List;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * The generator: one event loop that all clients share, on epoll where it is there.
 */
public final class LoadGenerator implements AutoCloseable {

	private static final int READ = 65_536;

	private final boolean epoll = Epoll.isAvailable();

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1,
			this.epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());

	/**
	 * Begins to load a server.
	 * @param port the server's port
	 * @param dialect how to talk to it
	 * @return its clients, none yet
	 */
	public LoadSession open(int port, Dialect dialect) {
		return new LoadSession(bootstrap(port), this.group.next(), dialect);
	}

	/**
	 * Begins to load a server with handshakes.
	 * @param port the server's port
	 * @param tokens what clients authenticate with, in turn
	 * @param addresses from how many addresses they come, 254 at most
	 * @return its clients, none yet
	 */
	public HandshakeLoad openHandshakes(int port, List<String> tokens, int addresses) {
		return new HandshakeLoad(bootstrap(port), tokens, addresses);
	}

	private Bootstrap bootstrap(int port) {
		return new Bootstrap().group(this.group)
			.channel(this.epoll ? EpollSocketChannel.class : NioSocketChannel.class)
			.option(ChannelOption.TCP_NODELAY, true)
			.option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ).maxMessagesPerRead(1))
			.remoteAddress("127.0.0.1", port);
	}

	@Override
	public void close() {
		this.group.shutdownGracefully();
	}

}
