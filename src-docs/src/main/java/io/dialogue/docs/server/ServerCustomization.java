package io.dialogue.docs.server;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.dialogue.socketio.SocketIoServerCustomizer;

/**
 * Changes the underlying server.
 */
// tag::customizer[]
@Configuration(proxyBeanMethods = false)
class ServerCustomization {

	@Bean
	SocketIoServerCustomizer noDelay() {
		return (configuration) -> configuration.getSocketConfig().setTcpNoDelay(true);
	}

}
// end::customizer[]
