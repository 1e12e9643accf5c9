package io.dialogue.autoconfigure.actuate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

import io.dialogue.autoconfigure.DialogueAutoConfiguration;
import io.dialogue.gateway.GatewayServer;
import io.dialogue.hook.DialogueContext;

/**
 * Auto-configuration of the health indicator, where there is a server.
 */
@AutoConfiguration(after = DialogueAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("dialogue")
@ConditionalOnBean(GatewayServer.class)
public final class DialogueHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "dialogueHealthIndicator")
	DialogueHealthIndicator dialogueHealthIndicator(ObjectProvider<GatewayServer> servers, DialogueContext context) {
		return new DialogueHealthIndicator(servers.orderedStream().toList(), context);
	}

}
