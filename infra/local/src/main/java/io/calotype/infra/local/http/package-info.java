/** What the stand-ins that speak HTTP have in common: a server on loopback, requests, answers. */
@NullMarked
package io.calotype.infra.local.http;

import org.jspecify.annotations.NullMarked;
