package io.dialogue.sample.secured;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tokens of the sample.
 *
 * @param lifetime how long a token is valid
 */
@ConfigurationProperties("sample.token")
record TokenProperties(@DefaultValue("2m") Duration lifetime) {

}
