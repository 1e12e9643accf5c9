package io.dialogue.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of the Socket.IO server, on the web server's port or on one of its
 * own.
 */
@AutoConfiguration(before = DialogueAutoConfiguration.class,
		afterName = "org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration")
@ConditionalOnBooleanProperty(name = "dialogue.server.enabled", matchIfMissing = true)
@Import({ SharedPortConfiguration.class, OwnPortConfiguration.class })
public final class DialogueSocketIoAutoConfiguration {

}
