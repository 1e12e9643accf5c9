package io.dialogue.autoconfigure.web;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration that serves files, where there are any, in whatever kind of web
 * application.
 */
@AutoConfiguration(after = DialogueFilesAutoConfiguration.class)
@ConditionalOnBean(ServedFiles.class)
@Import({ WebFluxRoutes.class, WebMvcRoutes.class })
public final class DialogueRoutesAutoConfiguration {

}
