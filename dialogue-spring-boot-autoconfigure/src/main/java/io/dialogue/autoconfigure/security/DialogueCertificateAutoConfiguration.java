package io.dialogue.autoconfigure.security;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration of the authentication by client certificate, where TLS asks for one.
 */
@AutoConfiguration(before = DialogueAuthenticationAutoConfiguration.class)
@Conditional(DialogueCertificateAutoConfiguration.OnClientAuth.class)
@ConditionalOnBooleanProperty(name = "dialogue.security.certificate.enabled", matchIfMissing = true)
public final class DialogueCertificateAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	CertificateMechanism dialogueCertificateMechanism() {
		return new CertificateMechanism();
	}

	/**
	 * Whether the port, its own or the web server's, asks for certificates.
	 */
	static final class OnClientAuth extends AnyNestedCondition {

		OnClientAuth() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnProperty(name = "dialogue.server.ssl.client-auth", havingValue = "want")
		static final class OwnWant {

		}

		@ConditionalOnProperty(name = "dialogue.server.ssl.client-auth", havingValue = "need")
		static final class OwnNeed {

		}

		@ConditionalOnProperty(name = "server.ssl.client-auth", havingValue = "want")
		static final class SharedWant {

		}

		@ConditionalOnProperty(name = "server.ssl.client-auth", havingValue = "need")
		static final class SharedNeed {

		}

	}

}
