package io.dialogue.autoconfigure;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import reactor.netty.http.server.HttpServer;

import io.dialogue.socketio.SharedPort;
import io.dialogue.socketio.SocketIoGatewayServer;
import io.dialogue.socketio.SocketIoServerCustomizer;

/**
 * Socket.IO on the port of WebFlux on Reactor Netty.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass({ NettyReactiveWebServerFactory.class, HttpServer.class })
@ConditionalOnBean(NettyReactiveWebServerFactory.class)
@ConditionalOnMissingBean(SocketIoGatewayServer.class)
@Conditional(SharedPortCondition.class)
class SharedPortConfiguration {

	@Bean
	SharedPort dialogueSharedPort(DialogueServerProperties server, DialogueProperties properties,
			Environment environment) {
		List<String> set = SharedPortCondition.set(environment);
		if (!set.isEmpty()) {
			throw new DialogueConfigurationException(
					set.get(0) + " is set, but Socket.IO shares the web server's port.",
					"Remove it (the web server's own properties apply), or set dialogue.server.mode to standalone.");
		}
		return new SharedPort(new SocketIoSettings(server, environment).create(properties.cors()));
	}

	/** Comes last, to see the protocols that others chose. */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebServerFactoryCustomizer<NettyReactiveWebServerFactory> dialogueSharedPortCustomizer(SharedPort port) {
		return (factory) -> factory.addServerCustomizers((http) -> share(port, http));
	}

	private static HttpServer share(SharedPort port, HttpServer http) {
		try {
			return port.customize(http);
		}
		catch (IllegalStateException ex) {
			throw new DialogueConfigurationException(ex.getMessage() + ".",
					"Set server.http2.enabled to false, or dialogue.server.mode to standalone, which gives Socket.IO "
							+ "a port of its own.",
					ex);
		}
	}

	@Bean
	SocketIoGatewayServer dialogueSocketIoServer(SharedPort port,
			ObjectProvider<SocketIoServerCustomizer> customizers) {
		return new SocketIoGatewayServer(port, customizers.orderedStream().toList());
	}

}
