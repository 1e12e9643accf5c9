package io.dialogue.docs.server;

import com.corundumstudio.socketio.Configuration;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import org.springframework.stereotype.Component;

import io.dialogue.socketio.SocketIoServerCustomizer;

/**
 * Changes the underlying server.
 */
// tag::customizer[]
@Component
class ServerCustomization implements SocketIoServerCustomizer {

	@Override
	public void customize(ServerBootstrap bootstrap) {
		bootstrap.childOption(ChannelOption.SO_RCVBUF, 64 * 1024);
	}

	@Override
	public void customize(Configuration configuration) {
		configuration.getHttpRequestDecoderConfiguration().setMaxHeaderSize(4096);
	}

}
// end::customizer[]
