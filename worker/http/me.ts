import { Hono } from 'hono'
import type { Me } from '../../domain/protocol.ts'
import type { Edge } from './edge.ts'

export const aboutMe = new Hono<Edge>().get('/me', (c) => c.json<Me>(c.var.person))
