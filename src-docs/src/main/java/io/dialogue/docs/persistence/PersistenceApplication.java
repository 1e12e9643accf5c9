package io.dialogue.docs.persistence;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application.
 */
@SpringBootApplication
public class PersistenceApplication {

}
