package io.dialogue.autoconfigure;

import io.netty.handler.ssl.ClientAuth;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

import io.dialogue.socketio.SocketIoGatewayServer;
import io.dialogue.socketio.SocketIoServerCustomizer;

/**
 * Socket.IO on a port of its own.
 */
@Configuration(proxyBeanMethods = false)
class OwnPortConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SocketIoGatewayServer dialogueSocketIoServer(DialogueServerProperties server, DialogueProperties properties,
			Environment environment, ObjectProvider<SslBundles> bundles,
			ObjectProvider<SocketIoServerCustomizer> customizers) {
		if (server.mode() == ServerMode.SHARED) {
			throw new DialogueConfigurationException(
					"dialogue.server.mode is shared, but this application has no web server on Reactor Netty.",
					"Set dialogue.server.mode to auto or standalone, or use WebFlux on Reactor Netty "
							+ "(spring.main.web-application-type is reactive where Spring MVC is there, too).");
		}
		return new SocketIoGatewayServer(new SocketIoSettings(server, environment).create(properties.cors()),
				customizers.orderedStream().toList(), ssl(server.ssl(), bundles.getIfAvailable()));
	}

	private static @Nullable BundledSslContext ssl(DialogueServerProperties.Ssl ssl, @Nullable SslBundles bundles) {
		if (!StringUtils.hasText(ssl.bundle())) {
			return null;
		}
		return BundledSslContext.of(ssl.bundle(), bundles, clientAuth(ssl.clientAuth()));
	}

	private static ClientAuth clientAuth(DialogueServerProperties.Ssl.ClientAuth clientAuth) {
		return switch (clientAuth) {
			case NONE -> ClientAuth.NONE;
			case WANT -> ClientAuth.OPTIONAL;
			case NEED -> ClientAuth.REQUIRE;
		};
	}

}
