package io.dialogue.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import io.dialogue.socketio.SocketIoGatewayServer;
import io.dialogue.socketio.SocketIoServerCustomizer;

/**
 * Auto-configuration of the Socket.IO server, on a port of its own.
 */
@AutoConfiguration(before = DialogueAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "dialogue.server.enabled", matchIfMissing = true)
public final class DialogueSocketIoAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SocketIoGatewayServer dialogueSocketIoServer(DialogueServerProperties server, DialogueProperties properties,
			Environment environment, ObjectProvider<SocketIoServerCustomizer> customizers) {
		return new SocketIoGatewayServer(new SocketIoSettings(server, environment).create(properties.cors()),
				customizers.orderedStream().toList());
	}

}
