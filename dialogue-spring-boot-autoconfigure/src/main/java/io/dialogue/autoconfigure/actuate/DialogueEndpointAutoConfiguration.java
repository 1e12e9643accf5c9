package io.dialogue.autoconfigure.actuate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.dialogue.autoconfigure.DialogueAutoConfiguration;
import io.dialogue.gateway.GatewayServer;
import io.dialogue.hook.DialogueContext;

/**
 * Auto-configuration of the actuator endpoint.
 */
@AutoConfiguration(after = DialogueAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(DialogueEndpoint.class)
@ConditionalOnBean(DialogueContext.class)
public final class DialogueEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	DialogueEndpoint dialogueEndpoint(ObjectProvider<GatewayServer> servers, DialogueContext context) {
		return new DialogueEndpoint(servers.orderedStream().toList(), context);
	}

}
